/** What was measured, as pages and charts. A page is one file that needs nothing else, no script either. */
package resnet50.report;
