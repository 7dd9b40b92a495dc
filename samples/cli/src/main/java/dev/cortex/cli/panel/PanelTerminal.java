package dev.cortex.cli.panel;

import dev.tamboui.tui.TuiConfig;
import dev.tamboui.tui.TuiRunner;
import dev.tamboui.tui.event.Event;
import dev.tamboui.tui.event.KeyEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs the panel on a terminal: one thread draws and takes keys, one looks a few times a second, one does what is wanted. */
public final class PanelTerminal {
    private static final long LOOK_MILLIS = 300;
    /** A look that takes long is not taken as often, so that looking does not keep a processor busy. */
    private static final int IDLE = 4;

    private final Office office;
    private final Panel panel;
    private final Painter painter;
    private final Semaphore nudges = new Semaphore(0);
    private final ExecutorService looking = Executors.newSingleThreadExecutor(PanelTerminal::daemon);
    private final ExecutorService doing = Executors.newSingleThreadExecutor(PanelTerminal::daemon);
    private volatile Optional<Look> look = Optional.empty();

    private PanelTerminal(Office office, Instant now, boolean colours) {
        this.office = office;
        this.panel = new Panel(now);
        this.painter = new Painter(new Tones(colours));
    }

    /**
     * Runs the panel until the person leaves it.
     *
     * @param office what there is to see, and who does what is wanted
     * @param now the moment
     * @param colours whether to use any
     * @throws Exception if the terminal cannot be used
     */
    public static void run(Office office, Instant now, boolean colours) throws Exception {
        new PanelTerminal(office, now, colours).run();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "panel");
        thread.setDaemon(true);
        return thread;
    }

    private void run() throws Exception {
        TuiConfig config = TuiConfig.builder()
                .tickRate(Duration.ofMillis(LOOK_MILLIS))
                .mouseCapture(false)
                .build();
        try (TuiRunner runner = TuiRunner.create(config)) {
            looking.execute(() -> keepLooking(runner));
            runner.run(this::handle, frame -> painter.paint(panel, frame.buffer()));
        } finally {
            looking.shutdownNow();
            doing.shutdownNow();
        }
    }

    // ---- looking

    private void keepLooking(TuiRunner runner) {
        try {
            while (!looking.isShutdown()) {
                long begin = System.nanoTime();
                lookNow(runner);
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                if (nudges.tryAcquire(Math.max(LOOK_MILLIS, IDLE * took), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            }
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookNow(TuiRunner runner) {
        Optional<Look> at = look;
        try {
            Snapshot seen = office.look(at);
            runner.runOnRenderThread(() -> panel.see(at, seen));
        } catch (RuntimeException unreadable) {
            String why = String.valueOf(unreadable.getMessage());
            runner.runOnRenderThread(() -> panel.tell(why, true));
        }
    }

    private void lookAgain() {
        Optional<Look> now = panel.look();
        if (!now.equals(look)) {
            look = now;
            nudges.release();
        }
    }

    // ---- keys, and what they lead to

    private boolean handle(Event event, TuiRunner runner) {
        if (event instanceof KeyEvent pressed) {
            panel.key(Keys.of(pressed));
            panel.wishes().forEach(wish -> carryOut(wish, runner));
        }
        lookAgain();
        return true;
    }

    private void carryOut(Wish wish, TuiRunner runner) {
        if (wish instanceof Wish.Leave leave && leave.stops().isEmpty()) {
            runner.quit();
        } else if (wish instanceof Wish.Leave leave) {
            panel.tell("Stopping...", false);
            doing.execute(() -> leave(leave.stops(), runner));
        } else {
            doing.execute(() -> {
                Office.Outcome outcome = outcome(wish);
                runner.runOnRenderThread(() -> hear(outcome));
            });
        }
    }

    /** Whoever wanted runs to be stopped is not sent away while one of them goes on. */
    private void leave(List<Wish.Stop> stops, TuiRunner runner) {
        for (Wish.Stop stop : stops) {
            Office.Outcome outcome = outcome(stop);
            if (outcome.bad()) {
                runner.runOnRenderThread(() -> hear(outcome));
                return;
            }
        }
        runner.runOnRenderThread(runner::quit);
    }

    private Office.Outcome outcome(Wish wish) {
        try {
            return office.carryOut(wish);
        } catch (RuntimeException failed) {
            return Office.Outcome.of(String.valueOf(failed.getMessage()), true);
        }
    }

    private void hear(Office.Outcome outcome) {
        outcome.started().ifPresent(one -> panel.started(one.kind(), one.name(), one.run()));
        panel.tell(outcome.text(), outcome.bad());
        lookAgain();
    }
}
