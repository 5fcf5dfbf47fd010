package resnet50.cli;

import picocli.CommandLine.IVersionProvider;
import resnet50.environment.BuildInfo;
import resnet50.stage.StageInfo;

/** Text of {@code --version}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        StageInfo stage = StageInfo.load();
        return new String[] {
            "resnet50 " + BuildInfo.load().version() + " (" + BuildInfo.load().commit() + "), " + stage.name() + ": " + stage.title(),
            System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")
        };
    }
}
