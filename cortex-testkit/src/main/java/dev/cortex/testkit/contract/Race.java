package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Several threads that do something at once. */
final class Race {
    static final int RACERS = 4;

    private Race() {}

    /** What each of them does. */
    interface Racer {
        void run(int number) throws Exception;
    }

    static void run(Racer racer) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    racer.run(number);
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures, "what went wrong while several threads did it at once");
    }
}
