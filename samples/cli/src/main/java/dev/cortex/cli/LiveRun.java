package dev.cortex.cli;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run on a terminal as it stands, in a block that is drawn anew where it is: soon after something has happened,
 * and four times a second while somebody is at work. While nobody is, a clock alone changes nothing and writes nothing.
 */
final class LiveRun {
    private static final long BEAT = 250;
    private static final long SOON = 60;
    private static final long GAP = TimeUnit.SECONDS.toNanos(2);
    private static final int SMALLEST = 20;

    private final Printer printer;
    private final Tty tty;
    private final Kind kind;
    private final InstantSource clock;
    private final Supplier<RunView> run;
    private final Optional<AgentOutput> output;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean coming = new AtomicBoolean();
    private final AtomicBoolean stale = new AtomicBoolean(true);
    private final boolean problems;
    private Tty.Size size;
    private @Nullable RunView view;
    private long woken = System.nanoTime();
    private int beat;
    private boolean over;

    /**
     * Shows a run.
     *
     * @param run the run as it stands
     * @param size how large the terminal is at first
     * @param output what agents write, if it is to be shown
     */
    LiveRun(
            Printer printer,
            Tty tty,
            Kind kind,
            InstantSource clock,
            Supplier<RunView> run,
            Tty.Size size,
            Optional<AgentOutput> output) {
        this.printer = printer;
        this.tty = tty;
        this.kind = kind;
        this.clock = clock;
        this.run = run;
        this.size = size;
        this.output = output;
        this.problems = tty.showsProblems();
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "cortex-live");
            thread.setDaemon(true);
            return thread;
        });
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.timer = one;
    }

    /**
     * What shows a run; empty where lines have to do.
     *
     * @param programs where what agents write is kept, if it is to be shown
     */
    static Optional<LiveRun> of(Session session, Kind kind, Run run, Optional<Path> programs) {
        Surroundings around = session.surroundings();
        if (!session.colour() || !capable(around.environment()) || !around.tty().foreground()) {
            return Optional.empty();
        }
        return around.tty()
                .size()
                .filter(size -> size.columns() >= SMALLEST)
                .map(size -> new LiveRun(
                        session.printer(),
                        around.tty(),
                        kind,
                        around.clock(),
                        run::view,
                        size,
                        programs.map(folder -> new AgentOutput(folder, run.id(), session.printer()::line))));
    }

    private static boolean capable(Map<String, String> environment) {
        return !List.of("", "dumb", "unknown").contains(environment.getOrDefault("TERM", ""));
    }

    /** Draws it for the first time, and from now on whenever it changes. */
    void begin() {
        tty.onChange(() -> later(this::resized), () -> later(this::continued));
        later(this::draw);
        var unused = timer.scheduleWithFixedDelay(this::moment, BEAT, BEAT, TimeUnit.MILLISECONDS);
    }

    /** Something has happened to the run. */
    void happened(RunEvent event) {
        output.ifPresent(one -> one.happened(event));
        stale.set(true);
        if (coming.compareAndSet(false, true)) {
            try {
                var unused = timer.schedule(this::draw, SOON, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException ended) {
                // Nothing is drawn any more.
            }
        }
    }

    /** Takes it away: the command's last lines say how the run stands. */
    synchronized void end() {
        if (!over) {
            over = true;
            timer.shutdown();
            output.ifPresent(AgentOutput::tell);
            printer.noFrame();
        }
    }

    /** Leaves the last state on the screen, unless it was taken away. */
    synchronized void leave() {
        if (!over) {
            over = true;
            timer.shutdown();
            printer.leaveFrame();
        }
    }

    private void later(Runnable task) {
        try {
            timer.execute(task);
        } catch (RejectedExecutionException ended) {
            // Nothing is drawn any more.
        }
    }

    /** After a gap the process was suspended, and the shell has written: its own word for it may come too late. */
    private void moment() {
        long last = woken;
        woken = System.nanoTime();
        if (woken - last > GAP) {
            continued();
        } else {
            tick();
        }
    }

    /** A moment has passed. */
    synchronized void tick() {
        RunView known = view;
        if (known != null && LiveFrame.moves(known)) {
            beat++;
            draw();
        }
    }

    synchronized void resized() {
        size = tty.size().orElse(size);
        draw();
    }

    synchronized void continued() {
        printer.forgetFrame();
        resized();
    }

    /** Draws it as it stands now. */
    synchronized void draw() {
        coming.set(false);
        if (over) {
            return;
        }
        if (!tty.foreground()) {
            printer.forgetFrame();
            return;
        }
        output.ifPresent(AgentOutput::tell);
        try {
            RunView now = stale.getAndSet(false) || view == null ? run.get() : view;
            view = now;
            printer.frame(LiveFrame.of(kind, now, clock.instant(), beat, size), size, problems);
        } catch (RuntimeException unreadable) {
            // Whoever drives the run hears of it, too, and says so.
            stale.set(true);
        }
    }
}
