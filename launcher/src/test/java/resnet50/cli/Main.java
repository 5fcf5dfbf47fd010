package resnet50.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * Replaces the classifier in tests of the launcher: reports how it was started. The first argument selects another
 * action.
 */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args.length == 0 ? "" : args[0]) {
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "stdin" -> {
                System.in.transferTo(System.out);
                System.out.flush();
            }
            case "errors" -> {
                System.err.print("10 %\r20 %\nWARNING: Using incubator modules: jdk.incubator.vector\nPicked up");
                System.err.print("é".repeat(100_000));
                System.err.print(" the end");
            }
            case "closed" -> {
                while (!System.out.checkError()) {
                    System.out.println("nobody reads this");
                }
                System.err.println("closed");
                System.exit(7);
            }
            case "wait" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println("last words")));
                System.out.println(ProcessHandle.current().pid());
                Thread.sleep(600_000);
            }
            case "die" -> {
                new ProcessBuilder("kill", "-KILL", String.valueOf(ProcessHandle.current().pid())).start().waitFor();
                Thread.sleep(600_000);
            }
            case "throw" -> throw new IllegalStateException("thrown");
            default -> report(args);
        }
    }

    private static void report(String[] args) {
        System.out.println("pid " + ProcessHandle.current().pid());
        System.out.println("version " + Runtime.version().feature());
        System.out.println("folder " + Path.of("").toAbsolutePath());
        System.out.println("terminal " + System.getProperty("resnet50.stderr.terminal"));
        System.out.println("option " + System.getProperty("test.option"));
        System.out.println("stage " + System.getProperty("test.stage"));
        System.out.println("jar " + System.getProperty("resnet50.jar"));
        System.out.println("names " + System.getProperty("sun.jnu.encoding"));
        System.out.println("module " + ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        System.out.println("given " + String.join(" ", given));
        for (String arg : args) {
            System.out.println("arg " + HexFormat.of().formatHex(arg.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
