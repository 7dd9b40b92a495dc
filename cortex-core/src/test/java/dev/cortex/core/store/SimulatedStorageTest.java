package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.Cortex;
import dev.cortex.core.plan.Planner;
import dev.cortex.testkit.simulation.Lab;
import dev.cortex.testkit.simulation.Simulation;
import dev.cortex.testkit.simulation.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine with the file store in schedules made of seeds, in which the power fails anywhere on the disk. */
class SimulatedStorageTest {
    private static final int COUNT = Integer.getInteger("cortex.schedules.disk", 1_000);
    private static final long SEED = Long.getLong("cortex.schedules.from", 1);

    private static final Plan PLAN = Planner.plan(
                    Scenario.named("small")
                            .description("A diamond behind a gate")
                            .phase("a", p -> p.auto().agents("x"))
                            .phase("b", p -> p.after("a").parallel().agents("y").retry(Retry.attempts(2)))
                            .phase(
                                    "c",
                                    p -> p.after("a")
                                            .parallel()
                                            .agents("z", "x")
                                            .criteria("good"))
                            .phase("d", p -> p.after("b", "c").manual().agents("x"))
                            .build(),
                    Policy.STANDARD)
            .orElseThrow();

    @TempDir
    Path temp;

    private static Cortex engine(Lab lab) {
        return Cortex.builder()
                .agents(lab.agents())
                .profiles(lab.profiles())
                .criteria(lab.criteria())
                .store(lab.store())
                .listener(lab.listener())
                .time(lab.time())
                .executor(lab.executor())
                .ids(lab.ids())
                .build();
    }

    @Test
    void anySchedule_withPowerFailures_endsAsIfNothingHadDisturbedIt() throws IOException {
        Summary summary = check(COUNT, Runtime.getRuntime().availableProcessors());
        System.out.println(summary);
        assertThat(summary.crashes()).isGreaterThan(COUNT);
    }

    Summary check(int count, int atOnce) throws IOException {
        Path real = temp.toRealPath();
        AtomicInteger threads = new AtomicInteger();
        ThreadLocal<Path> folders =
                ThreadLocal.withInitial(() -> folder(real.resolve("t" + threads.incrementAndGet())));
        return Simulation.of(SimulatedStorageTest::engine)
                .storage(() -> new SimulatedStorage(folders.get()))
                .crashes(4)
                .stops(1)
                .seeds(SEED, count)
                .threads(atOnce)
                .check(PLAN);
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
