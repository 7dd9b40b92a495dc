package dev.cortex.core;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.BlockingAgent;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.agent.CompensationHandler;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.agent.Usage;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.Time;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that a host can plug in, decent but for what a saboteur does in one place, and there to the one named here. */
final class SabotagedHost {
    static final String AGENT = "culprit";
    static final String PROFILE = "shady";
    static final String CRITERION = "is it so?";
    /** The phase that an engine is to undo. */
    static final String UNDONE = "undone";

    private static final List<String> ENDLESS_NAMES = List.of("run-" + Misdeed.ENDLESS);

    private final Saboteur saboteur;

    SabotagedHost(Saboteur saboteur) {
        this.saboteur = saboteur;
    }

    private static AgentResult endless() {
        return new AgentResult(
                true,
                Misdeed.ENDLESS,
                Values.none(),
                Map.of(CRITERION, Misdeed.ENDLESS, Misdeed.ENDLESS, "evidence"),
                Optional.of(new Usage(1, 1, Optional.empty(), Misdeed.ENDLESS)));
    }

    private <T> CompletionStage<T> stage(boolean here, Plug plug, Callable<T> decent, @Nullable T endless) {
        return saboteur.stage(here ? plug : null, decent, endless);
    }

    /** Agents that answer with stages. */
    final class Agents implements AgentActivator {
        @Override
        public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
            return stage(
                    assignment.agent().equals(AGENT),
                    Plug.WORK,
                    () -> assignment.agent().equals("fails")
                            ? AgentResult.failure("as it should")
                            : AgentResult.success("fine"),
                    endless());
        }

        @Override
        public CompletionStage<Void> activate(Activation activation) {
            return stage(activation.name().equals(AGENT), Plug.ACTIVATE, () -> (Void) null, null);
        }

        @Override
        public CompletionStage<Void> deactivate(Activation activation) {
            return stage(activation.name().equals(AGENT), Plug.DEACTIVATE, () -> (Void) null, null);
        }
    }

    /** Agents that block. */
    final class BlockingAgents implements BlockingAgent {
        @Override
        public AgentResult work(Assignment assignment, Cancellation cancellation) {
            return assignment.agent().equals(AGENT)
                    ? saboteur.value(Plug.BLOCKING_WORK, () -> AgentResult.success("fine"), endless())
                    : AgentResult.success("fine");
        }
    }

    /** Profiles. */
    final class Profiles implements ProfileActivator {
        @Override
        public CompletionStage<Void> activate(Activation activation) {
            return stage(activation.name().equals(PROFILE), Plug.ACTIVATE_PROFILE, () -> (Void) null, null);
        }

        @Override
        public CompletionStage<Void> deactivate(Activation activation) {
            return stage(activation.name().equals(PROFILE), Plug.DEACTIVATE_PROFILE, () -> (Void) null, null);
        }
    }

    /** A catalog. */
    final class Catalog implements AgentCatalog {
        @Override
        public Set<String> names() {
            Set<String> names = Set.of(AGENT, "decent", "fails");
            Set<String> endless = new HashSet<>(names);
            endless.add(Misdeed.ENDLESS);
            return saboteur.value(Plug.NAMES, () -> names, endless);
        }
    }

    /** An evaluator. */
    final class Evaluator implements CriterionEvaluator {
        @Override
        public CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation) {
            return stage(
                    check.criterion().text().equals(CRITERION),
                    Plug.EVALUATE,
                    () -> Verdict.met("looked", "a decent one"),
                    Verdict.unmet(Misdeed.ENDLESS, Misdeed.ENDLESS));
        }
    }

    /** Undoes phases. */
    final class Compensation implements CompensationHandler {
        @Override
        public CompletionStage<String> compensate(Assignment assignment, Cancellation cancellation) {
            return stage(assignment.phase().name().equals(UNDONE), Plug.COMPENSATE, () -> "undid it", Misdeed.ENDLESS);
        }
    }

    /** A listener. */
    final class Listener implements RunListener {
        @Override
        public void onEvent(RunEvent event) {
            saboteur.action(Plug.ON_EVENT, () -> {});
        }
    }

    /** A store. */
    final class Store implements StateStore {
        private final StateStore kept;

        Store(StateStore kept) {
            this.kept = kept;
        }

        @Override
        public boolean append(String journal, long size, List<String> lines) {
            return saboteur.value(
                    Plug.APPEND, target -> target.test(journal), () -> kept.append(journal, size, lines), false);
        }

        @Override
        public long read(String journal, long from, Consumer<? super String> line) {
            List<String> news = new ArrayList<>();
            long size = kept.read(journal, from, news::add);
            // Unless it is decent, which is found out further down.
            boolean[] endless = {true};
            long read = saboteur.value(
                    Plug.READ,
                    target -> target.test(journal),
                    () -> {
                        endless[0] = false;
                        return size;
                    },
                    size);
            news.forEach(one -> line.accept(endless[0] ? Misdeed.ENDLESS : one));
            return read;
        }

        @Override
        public Map<String, Long> sizes(Collection<String> journals) {
            Map<String, Long> endless = new HashMap<>(kept.sizes(journals));
            return saboteur.value(Plug.SIZES, () -> kept.sizes(journals), with(endless));
        }

        private static Map<String, Long> with(Map<String, Long> sizes) {
            sizes.put(Misdeed.ENDLESS, 1L);
            return sizes;
        }

        @Override
        public List<String> list(String prefix, boolean open, String before, int limit) {
            return saboteur.value(Plug.LIST, () -> kept.list(prefix, open, before, limit), ENDLESS_NAMES);
        }

        @Override
        public void archive(String journal) {
            saboteur.value(
                    Plug.ARCHIVE,
                    target -> target.test(journal),
                    () -> {
                        kept.archive(journal);
                        return true;
                    },
                    null);
        }

        @Override
        public void announce(Owner me, Duration ttl) {
            saboteur.action(Plug.ANNOUNCE, () -> kept.announce(me, ttl));
        }

        @Override
        public void withdraw(Owner me) {
            saboteur.action(Plug.WITHDRAW, () -> kept.withdraw(me));
        }

        @Override
        public boolean alive(Owner owner) {
            return saboteur.value(Plug.ALIVE, () -> kept.alive(owner), false);
        }
    }

    /** Time. */
    final class Clock implements Time {
        private final Time kept;

        Clock(Time kept) {
            this.kept = kept;
        }

        @Override
        public Instant now() {
            return saboteur.value(Plug.NOW, kept::now, null);
        }

        @Override
        public void at(Instant moment, Runnable action) {
            saboteur.action(Plug.AT, () -> {
                kept.at(moment, action);
                if (saboteur.isTwofold(Plug.AT)) {
                    kept.at(moment, action);
                }
            });
        }
    }

    /** An executor. */
    final class Pool implements Executor {
        private final Executor kept;

        Pool(Executor kept) {
            this.kept = kept;
        }

        @Override
        public void execute(Runnable task) {
            saboteur.action(Plug.EXECUTE, () -> {
                kept.execute(task);
                if (saboteur.isTwofold(Plug.EXECUTE)) {
                    kept.execute(task);
                }
            });
        }
    }

    /** A source of ids. */
    final class Ids implements Supplier<String> {
        private int last;

        @Override
        public synchronized String get() {
            return saboteur.value(Plug.ID, () -> "id-" + (1000 + ++last), Misdeed.ENDLESS);
        }
    }
}
