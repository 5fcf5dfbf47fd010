/** Pages and charts of what was measured. A page is one file without scripts or external resources. */
package resnet50.report;
