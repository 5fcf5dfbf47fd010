/** HTML pages and charts of measurements. A page is one file without scripts or external resources. */
package resnet50.report;
