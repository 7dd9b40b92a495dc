package dev.cortex.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Has what the library says go to a file: the screen belongs to the command. It is set up here and not in a file of
 * Logback's, because reading one takes longer than many a command. Made by Logback.
 */
public final class LogFile extends ContextAwareBase implements Configurator {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%thread] %logger{20} - %msg%n";

    /** For Logback. */
    public LogFile() {}

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        logs.getStatusManager().add(new NopStatusListener());
        Late late = new Late();
        late.setContext(logs);
        late.setName("file");
        late.start();
        ch.qos.logback.classic.Logger root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(late);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * A file appender makes its file at once, and the folder with it, which may be one that somebody has mistyped. This
     * one makes it when there is something to write.
     */
    private static final class Late extends AppenderBase<ILoggingEvent> {
        private @Nullable FileAppender<ILoggingEvent> file;

        @Override
        protected void append(ILoggingEvent event) {
            FileAppender<ILoggingEvent> open = file;
            if (open == null) {
                open = open();
                file = open;
            }
            open.doAppend(event);
        }

        private FileAppender<ILoggingEvent> open() {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(getContext());
            encoder.setPattern(PATTERN);
            encoder.start();
            FileAppender<ILoggingEvent> made = new FileAppender<>();
            made.setContext(getContext());
            made.setName("log");
            made.setFile(System.getProperty("cortex.log", "cortex.log"));
            made.setEncoder(encoder);
            made.start();
            return made;
        }

        @Override
        public void stop() {
            if (file != null) {
                file.stop();
            }
            super.stop();
        }
    }
}
