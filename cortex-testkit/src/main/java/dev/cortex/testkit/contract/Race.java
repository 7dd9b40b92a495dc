package dev.cortex.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Does something on threads of its own, and waits for its end with a bound: what is tested may never return. */
final class Race {
    static final int RACERS = 4;

    /** How long those who are told to give up are waited for, so that they do not spoil the next case. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private Race() {}

    /** What each of them does. */
    interface Racer {
        void run(int number) throws Exception;
    }

    /** Several do something at once. The first that fails ends the race for all of them. */
    static void run(Duration bound, Racer racer) throws InterruptedException {
        run(RACERS, bound, "what several threads do at once", "does one of them wait for ever?", racer);
    }

    /** One does something that may never return, and then the message asks why. */
    static void within(Duration bound, String what, String question, Runnable action) throws InterruptedException {
        run(1, bound, what, question, number -> action.run());
    }

    private static void run(int racers, Duration bound, String what, String question, Racer racer)
            throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        BlockingQueue<Optional<Throwable>> ends = new LinkedBlockingQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            int number = i;
            Thread thread = new Thread(() -> ends.add(failure(start, racer, number)), "contract-" + number);
            thread.setDaemon(true); // One that never ends is not to keep the JVM.
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        try {
            long begun = System.nanoTime();
            for (int i = 0; i < racers; i++) {
                long left = bound.toNanos() - (System.nanoTime() - begun);
                Optional<Throwable> end = ends.poll(left, TimeUnit.NANOSECONDS);
                if (end == null) {
                    throw stuck(what + " did not end within " + bound + "; " + question, threads);
                }
                if (end.isPresent()) {
                    throw broken(what, end.get());
                }
            }
        } finally {
            leave(threads);
        }
    }

    private static Optional<Throwable> failure(CountDownLatch start, Racer racer, int number) {
        try {
            start.await();
            racer.run(number);
            return Optional.empty();
        } catch (Throwable e) { // Assertions, too, are told to the one who waits.
            return Optional.of(e);
        }
    }

    private static AssertionError broken(String what, Throwable cause) {
        return cause instanceof AssertionError expected
                ? expected
                : new AssertionError(what + " broke: " + cause, cause);
    }

    /** Its cause is where the first of those who are left stands. */
    private static AssertionError stuck(String message, List<Thread> threads) {
        Throwable where = new Throwable("where it stands");
        threads.stream().filter(Thread::isAlive).findFirst().ifPresent(one -> where.setStackTrace(one.getStackTrace()));
        return new AssertionError(message, where);
    }

    private static void leave(List<Thread> threads) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(FAREWELL.toMillis());
        }
    }
}
