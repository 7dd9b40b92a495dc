package dev.cortex.core.runtime;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.core.machine.RunMachine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One run as its host sees it: by way of its driver where this engine drives it, else by way of its journal. */
public final class RunHandle implements Run {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Runs runs;
    private final String id;

    RunHandle(Runs runs, String id) {
        this.runs = runs;
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public RunView view() {
        return runs.driver(id).flatMap(Driver::view).orElseGet(this::stored);
    }

    /** The run as its journal has it: whether its owner still drives it is the one thing that is not in there. */
    private RunView stored() {
        RunMachine machine = runs.load(id);
        boolean orphaned =
                machine.owner().filter(owner -> !runs.drives(owner, id)).isPresent();
        return orphaned ? machine.orphanedView() : machine.view();
    }

    @Override
    public void events(long from, Consumer<? super RunEvent> event) {
        runs.journals().read(id, from, event);
    }

    @Override
    public CompletionStage<RunView> ended() {
        return reached(machine -> machine.outcome().isPresent());
    }

    @Override
    public CompletionStage<RunView> resting() {
        return reached(machine -> machine.outcome().isPresent() || machine.resting());
    }

    @Override
    public CompletionStage<RunView> release() {
        Optional<Driver> driver = runs.driver(id);
        driver.ifPresent(Driver::leaveWhenResting);
        return driver.map(one -> runs.tellings().told(one.gone()).exceptionallyCompose(this::undriven))
                .orElseGet(this::gone);
    }

    /** Nobody is left here who could tell why the run was left as it is, where it was not let go. */
    private CompletableFuture<RunView> gone() {
        RunView view = view();
        return runs.loss(id)
                .filter(why -> view.status() == RunStatus.INTERRUPTED)
                .<CompletableFuture<RunView>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(view));
    }

    private CompletionStage<RunView> undriven(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        return cause instanceof Driver.Departed ? gone() : CompletableFuture.failedFuture(cause);
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private CompletionStage<RunView> reached(Predicate<RunMachine> point) {
        CompletableFuture<RunView> reached = new CompletableFuture<>();
        seek(point, reached, -1);
        return runs.untilClosed(reached);
    }

    /** Asks the driver; without one, looks into the journal again whenever it has grown. */
    private void seek(Predicate<RunMachine> point, CompletableFuture<RunView> reached, long known) {
        try {
            Optional<Driver> driver = runs.driver(id);
            if (driver.isPresent()) {
                var unused = runs.tellings()
                        .told(driver.get().watch(point))
                        .whenComplete((view, thrown) -> heard(point, reached, view, thrown));
                return;
            }
            String journal = RunJournals.journal(id);
            long size = runs.store().sizes(List.of(journal)).getOrDefault(journal, 0L);
            if (size != known) {
                RunMachine machine = runs.load(id);
                if (point.test(machine)) {
                    reached.complete(view());
                    return;
                }
            }
            seekLater(point, reached, size);
        } catch (RuntimeException unreadable) {
            reached.completeExceptionally(unreadable);
        }
    }

    private void seekLater(Predicate<RunMachine> point, CompletableFuture<RunView> reached, long known) {
        try {
            runs.later(POLL, () -> seek(point, reached, known), reached::completeExceptionally);
        } catch (RuntimeException closedOrBroken) {
            reached.completeExceptionally(closedOrBroken);
        }
    }

    private void heard(
            Predicate<RunMachine> point,
            CompletableFuture<RunView> reached,
            @Nullable RunView view,
            @Nullable Throwable thrown) {
        if (view != null) {
            reached.complete(view);
            return;
        }
        if (thrown != null && unwrapped(thrown) instanceof Driver.Departed) {
            seekLater(point, reached, -1);
        } else if (thrown != null) {
            reached.completeExceptionally(unwrapped(thrown));
        }
    }

    @Override
    public Operator as(Actor actor) {
        return new Acts(runs, id, actor);
    }
}
