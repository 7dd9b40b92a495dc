package dev.cortex.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code cortex} command. */
@Command(
        name = "cortex",
        description = "Validates, plans, runs and operates scenarios.",
        mixinStandardHelpOptions = true,
        versionProvider = CortexMain.Version.class)
public final class CortexMain implements Runnable {
    private CortexMain() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new CortexMain()).execute(args));
    }

    @Override
    public void run() {
        System.out.println(Version.text());
    }

    static final class Version implements IVersionProvider {
        static String text() {
            return "cortex "
                    + Optional.ofNullable(CortexMain.class.getPackage().getImplementationVersion())
                            .orElse("(not packaged)");
        }

        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }
    }
}
