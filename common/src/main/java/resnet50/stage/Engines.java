package resnet50.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import resnet50.core.EngineProvider;
import resnet50.core.ExitCode;
import resnet50.core.UserException;
import resnet50.core.VectorWidth;
import resnet50.environment.VectorModule;

/** Finds the stage on the class path. */
public final class Engines {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private Engines() {}

    /**
     * Returns the stage on the class path of this class, after checking that this JVM can run it.
     *
     * @throws UserException usage: there is no stage; there are several stages, which have the same class names; or the
     *     stage needs the Vector API and the JVM was started without its module
     */
    public static EngineProvider provider() {
        return provider(VectorWidth.AUTO);
    }

    /**
     * Returns the stage on the class path of this class, after checking that this JVM can run it with vectors of this
     * width. The first width requested, or the stage's default, becomes the JVM's width.
     *
     * @param width ignored by a stage without vector code
     * @throws UserException usage: as {@link #provider()}; the CPU's vectors are narrower; or the JVM already has
     *     another width
     */
    public static EngineProvider provider(VectorWidth width) {
        EngineProvider provider = provider(Engines.class.getClassLoader());
        if (provider.needsVectorModule() && ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            throw missingModule();
        }
        if (width != VectorWidth.AUTO && provider.needsVectorModule()) {
            return withVectorWidth(provider, width, VectorModule.preferredBits());
        }
        return provider;
    }

    /**
     * Sets the JVM's vector width.
     *
     * @param widest bits of the CPU's vectors
     * @return {@code provider}
     */
    static EngineProvider withVectorWidth(EngineProvider provider, VectorWidth width, int widest) {
        if (width.bits() > widest) {
            throw usage("--vector " + width + ": this JVM has vectors of " + widest + " bits; leave it out");
        }
        System.setProperty(VectorWidth.PROPERTY, width.toString());
        int bits = provider.vectorBits();
        if (bits != width.bits()) {
            throw usage("--vector " + width + ": this JVM computes with " + bits + " bits already; start another");
        }
        return provider;
    }

    /**
     * Returns the only stage. Stages are counted by their properties files, because {@link ServiceLoader} returns only
     * the first of several providers with the same class name.
     */
    static EngineProvider provider(ClassLoader loader) {
        List<URL> stages = stages(loader);
        if (stages.size() > 1) {
            String places = stages.stream().map(Engines::place).collect(Collectors.joining(", "));
            throw usage("several stages on the class path: " + places + "; leave one, for their classes have the same names");
        }
        return ServiceLoader.load(EngineProvider.class, loader).findFirst()
                .orElseThrow(() -> usage("no stage on the class path; add one, such as resnet50:stage6-threads"));
    }

    private static List<URL> stages(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(StageInfo.RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the stage's name and its jar or folder. */
    private static String place(URL properties) {
        String url = properties.toString();
        String root = url.substring(0, url.length() - StageInfo.RESOURCE.length());
        try (InputStream in = properties.openStream()) {
            return StageInfo.read(in).name() + " (" + root.replaceFirst("^jar:", "").replaceFirst("!?/$", "") + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserException missingModule() {
        String missing = "the module " + VECTOR_MODULE + " is missing";
        boolean installed = ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent();
        return usage(
                installed
                        ? missing + "; start Java with --add-modules " + VECTOR_MODULE
                        : missing + " in " + System.getProperty("java.home") + "; use a complete JDK 25");
    }

    private static UserException usage(String message) {
        return new UserException(ExitCode.USAGE, message);
    }
}
