package dev.cortex.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An activator that breaks one promise fails the case of the contract that tests it. */
class BrokenActivatorsTest {
    /** Short, since some of these never answer; and whether a good one answers within it does not matter here. */
    private static final Duration BOUND = Duration.ofMillis(300);

    /** Makes a broken activator of a good one and of a set that outlives processes. */
    interface Breaker extends BiFunction<AgentActivator, Set<String>, AgentActivator> {}

    static Stream<Arguments> brokenActivators() {
        return Stream.of(
                broken("required_work_ofASucceedingAgent_completesWithSuccess", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        return super.work(assignment, cancellation)
                                .thenApply(any -> AgentResult.failure("exit code 0 is taken for a failure"));
                    }
                }),
                broken("required_work_ofAFailingAgent_completesWithAReason", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        return super.work(assignment, cancellation)
                                .thenApply(result -> result.success() ? result : AgentResult.failure(" "));
                    }
                }),
                broken("required_work_ofAFailingAgent_completesWithAReason", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        return super.work(assignment, cancellation).thenApply(result -> {
                            if (result.success()) {
                                return result;
                            }
                            throw new IllegalStateException(result.summary());
                        });
                    }
                }),
                broken("required_work_deliveredTwice_completesTwice", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        return disk.add(assignment.idempotencyKey())
                                ? super.work(assignment, cancellation)
                                : new CompletableFuture<>();
                    }
                }),
                broken("required_work_ofManyAtOnce_completesEach", (kept, disk) -> new Wrapped(kept) {
                    private @Nullable CompletionStage<AgentResult> first;

                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        first = first == null ? super.work(assignment, cancellation) : first;
                        return first;
                    }
                }),
                broken("required_cancellation_beforeTheWork_letsItEnd", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        return cancellation.requested()
                                ? new CompletableFuture<>()
                                : super.work(assignment, cancellation);
                    }
                }),
                broken("required_cancellation_afterTheWork_changesNothing", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        CompletableFuture<AgentResult> work =
                                super.work(assignment, cancellation).toCompletableFuture();
                        cancellation.onRequest(() -> work.obtrudeException(new CancellationException()));
                        return work;
                    }
                }),
                broken("optional_cancellation_whileAnAgentWorks_endsIt", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        return super.work(assignment, Cancellation.never());
                    }
                }),
                broken("optional_cancellation_ofOneOfTwo_leavesTheOther", (kept, disk) -> new Wrapped(kept) {
                    private final RequestedLater all = new RequestedLater();

                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        cancellation.onRequest(all::request);
                        return super.work(assignment, all);
                    }
                }),
                broken("optional_cancellation_whileAnAgentWorks_endsIt", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        // Works within the call.
                        return CompletableFuture.completedFuture(super.work(assignment, cancellation)
                                .toCompletableFuture()
                                .exceptionally(problem -> AgentResult.failure("broke"))
                                .join());
                    }
                }),
                broken("optional_deactivate_whileAnAgentWorks_endsIt", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<Void> deactivate(Activation activation) {
                        return CompletableFuture.completedFuture(null);
                    }
                }),
                broken("required_activate_twice_isAsOnce", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<Void> activate(Activation activation) {
                        return disk.add(activation.key())
                                ? super.activate(activation)
                                : CompletableFuture.failedFuture(new IllegalStateException("is active already"));
                    }
                }),
                broken("required_deactivate_twiceAndFromAnotherProcess_isAsOnce", (kept, disk) -> new Wrapped(kept) {
                    private final Set<String> mine = new HashSet<>();

                    @Override
                    public CompletionStage<Void> activate(Activation activation) {
                        mine.add(activation.key());
                        return super.activate(activation);
                    }

                    @Override
                    public CompletionStage<Void> deactivate(Activation activation) {
                        return mine.remove(activation.key())
                                ? super.deactivate(activation)
                                : CompletableFuture.failedFuture(new IllegalStateException("is not active here"));
                    }
                }),
                broken("required_deactivate_whatWasNeverActivated_isNoProblem", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<Void> activate(Activation activation) {
                        disk.add(activation.key());
                        return super.activate(activation);
                    }

                    @Override
                    public CompletionStage<Void> deactivate(Activation activation) {
                        return disk.contains(activation.key())
                                ? super.deactivate(activation)
                                : CompletableFuture.failedFuture(new IllegalStateException("was never active"));
                    }
                }),
                broken("required_hostileNames_areAnsweredWithinTheBound", (kept, disk) -> new Wrapped(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                        // As one whose thread has died of it.
                        return assignment.agent().indexOf('\0') < 0
                                ? super.work(assignment, cancellation)
                                : new CompletableFuture<>();
                    }
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenActivators")
    void contract_ofBrokenActivator_failsInItsCase(String promise, Breaker breaker) {
        assertThat(Cases.failed(AgentActivatorContract.class, () -> new Contract(breaker, BOUND)))
                .contains(promise);
    }

    /** Whoever adds a case shows here that it can fail. */
    @Test
    void brokenActivators_areThereForEveryCase() {
        assertThat(brokenActivators().map(broken -> broken.get()[0]))
                .containsOnly(Cases.of(AgentActivatorContract.class).toArray());
    }

    @Test
    void contract_ofGoodActivator_holds() {
        Breaker nothing = (kept, disk) -> kept;

        assertThat(Cases.failed(AgentActivatorContract.class, () -> new Contract(nothing, Duration.ofSeconds(20))))
                .isEmpty();
    }

    /** A call that throws broke, and that is an answer. */
    @Test
    void contract_ofActivatorThatThrowsAtHostileNames_holds() {
        Breaker strict = (kept, disk) -> new Wrapped(kept) {
            @Override
            public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                if (assignment.agent().indexOf('\0') >= 0) {
                    throw new IllegalArgumentException("no agent has such a name");
                }
                return super.work(assignment, cancellation);
            }

            @Override
            public CompletionStage<Void> activate(Activation activation) {
                if (activation.name().isBlank()) {
                    throw new IllegalArgumentException("no agent has such a name");
                }
                return super.activate(activation);
            }
        };

        assertThat(Cases.failed(AgentActivatorContract.class, () -> new Contract(strict, Duration.ofSeconds(20))))
                .isEmpty();
    }

    private static Arguments broken(String promise, Breaker breaker) {
        return Arguments.of(promise, breaker);
    }

    private static final class Contract extends AgentActivatorContract {
        private final AgentActivator good = new ScriptedAgents(new ManualTime())
                .on("bad", AgentResult.failure("it is bad"))
                .neverAnswers("endless");
        private final Set<String> disk = new HashSet<>();
        private final Breaker breaker;
        private final Duration bound;

        Contract(Breaker breaker, Duration bound) {
            this.breaker = breaker;
            this.bound = bound;
        }

        @Override
        protected AgentActivator activator() {
            return breaker.apply(good, disk);
        }

        @Override
        protected String succeeding() {
            return "good";
        }

        @Override
        protected String failing() {
            return "bad";
        }

        @Override
        protected Optional<String> endless() {
            return Optional.of("endless");
        }

        @Override
        protected Duration bound() {
            return bound;
        }
    }

    /** A good activator; what is overridden breaks it. */
    private static class Wrapped implements AgentActivator {
        private final AgentActivator kept;

        Wrapped(AgentActivator kept) {
            this.kept = kept;
        }

        @Override
        public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
            return kept.work(assignment, cancellation);
        }

        @Override
        public CompletionStage<Void> activate(Activation activation) {
            return kept.activate(activation);
        }

        @Override
        public CompletionStage<Void> deactivate(Activation activation) {
            return kept.deactivate(activation);
        }
    }
}
