/**
 * The command line: options, messages, and the commands that label pictures and inspect weights. Other modules add
 * commands by {@link resnet50.cli.CommandSet}.
 */
package resnet50.cli;
