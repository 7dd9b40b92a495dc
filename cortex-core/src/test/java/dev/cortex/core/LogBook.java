package dev.cortex.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What is logged in these tests: nothing is printed, and a test may read what was said while it had a book open. As SLF4J's
 * provider it is found by its name.
 */
public final class LogBook implements SLF4JServiceProvider {
    private static final List<Book> OPEN = new CopyOnWriteArrayList<>();

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter nothing = new NOPMDCAdapter();

    /** Begins to write down warnings and errors. */
    static Book open() {
        Book book = new Book();
        OPEN.add(book);
        return book;
    }

    /** Warnings and errors from its opening to its closing. */
    static final class Book implements AutoCloseable {
        private final List<String> lines = new ArrayList<>();

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        /** Waits until all of some words are in one line; returns whether they are. */
        synchronized boolean await(String... words) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (lines.stream().noneMatch(line -> Stream.of(words).allMatch(line::contains))) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        }

        synchronized void write(String line) {
            lines.add(line);
            notifyAll();
        }

        @Override
        public void close() {
            OPEN.remove(this);
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new Writer();
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return nothing;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Writer extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
            if (!OPEN.isEmpty()) {
                String line = level + " " + MessageFormatter.basicArrayFormat(message, arguments)
                        + (thrown == null ? "" : " " + thrown);
                OPEN.forEach(book -> book.write(line));
            }
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Logger.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return false;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
