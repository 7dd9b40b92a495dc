package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.plan.Planner;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.contract.EngineContract;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine that breaks one promise fails the case of the contract that tests it. */
class BrokenEnginesTest {
    /** What some of these wait for never comes. */
    private static final Duration BOUND = Duration.ofSeconds(2);

    /** Makes a broken engine of what makes good ones. */
    interface Breaker {
        Engine engine(Good good, AgentActivator agents, RunListener listener);
    }

    /** Makes a good engine. */
    interface Good {
        Engine engine(AgentActivator agents, RunListener listener);
    }

    static Stream<Arguments> brokenEngines() {
        return Stream.of(runs(), acts(), phases(), limits(), engines()).flatMap(some -> some);
    }

    /** What a run says of itself. */
    private static Stream<Arguments> runs() {
        return Stream.of(
                ofRun("required_start_runsToTheEnd", "never says that it has ended", kept -> new WrappedRun(kept) {
                    @Override
                    public CompletionStage<RunView> ended() {
                        return new CompletableFuture<>();
                    }
                }),
                ofRun("required_gate_waitsForAPerson", "says at rest that it has ended", kept -> new WrappedRun(kept) {
                    @Override
                    public CompletionStage<RunView> ended() {
                        return super.resting();
                    }
                }),
                ofRun("required_gate_waitsForAPerson", "rests only at its end", kept -> new WrappedRun(kept) {
                    @Override
                    public CompletionStage<RunView> resting() {
                        return super.ended();
                    }
                }),
                ofRun(
                        "required_events_areNumberedAndStayAsTheyAre",
                        "reads from the beginning",
                        kept -> new WrappedRun(kept) {
                            @Override
                            public void events(long from, Consumer<? super RunEvent> event) {
                                super.events(0, event);
                            }
                        }),
                ofRun("required_events_areNumberedAndStayAsTheyAre", "numbers from 0", kept -> new WrappedRun(kept) {
                    @Override
                    public void events(long from, Consumer<? super RunEvent> event) {
                        super.events(
                                from,
                                one -> event.accept(new RunEvent(one.runId(), one.number() - 1, one.at(), one.fact())));
                    }
                }),
                ofRun(
                        "required_events_areNumberedAndStayAsTheyAre",
                        "tells the time of the reading",
                        kept -> new WrappedRun(kept) {
                            private final AtomicInteger readings = new AtomicInteger();

                            @Override
                            public void events(long from, Consumer<? super RunEvent> event) {
                                int reading = readings.incrementAndGet();
                                super.events(
                                        from,
                                        one -> event.accept(new RunEvent(
                                                one.runId(),
                                                one.number(),
                                                one.at().plusSeconds(reading),
                                                one.fact())));
                            }
                        }),
                ofRun("required_release_letsAnotherGoOn", "is never let go", kept -> new WrappedRun(kept) {
                    @Override
                    public CompletionStage<RunView> release() {
                        return CompletableFuture.completedFuture(view());
                    }
                }),
                ofRun("required_acts_keepActorAndReason", "forgets who acts", kept -> new WrappedRun(kept) {
                    @Override
                    public Operator as(Actor actor) {
                        return super.as(Actor.ENGINE);
                    }
                }));
    }

    /** What people can do. */
    private static Stream<Arguments> acts() {
        return Stream.of(
                ofOperator("required_acts_keepActorAndReason", "forgets why", kept -> new WrappedOperator(kept) {
                    @Override
                    public CompletionStage<Void> start(String phase, String reason) {
                        return super.start(phase, "");
                    }
                }),
                ofOperator("required_reject_failsTheGate", "skips for rejecting", kept -> new WrappedOperator(kept) {
                    @Override
                    public CompletionStage<Void> reject(String phase, String reason) {
                        return super.skip(phase, reason);
                    }
                }),
                ofOperator(
                        "required_complete_goesOnWithoutTheWork",
                        "starts for completing",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> complete(String phase, String reason) {
                                return super.start(phase, reason);
                            }
                        }),
                ofOperator(
                        "required_skip_leavesOutWhatDependsOnIt",
                        "completes for skipping",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> skip(String phase, String reason) {
                                return super.complete(phase, reason);
                            }
                        }),
                ofOperator(
                        "required_confirm_decidesWhatNobodyCouldJudge",
                        "hears no no",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> confirm(
                                    String phase, int criterion, boolean met, String reason) {
                                return super.confirm(phase, criterion, true, reason);
                            }
                        }),
                ofOperator(
                        "required_acts_thatTheStateForbids_areRefused",
                        "swallows refusals",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> skip(String phase, String reason) {
                                return super.skip(phase, reason).exceptionally(refused -> null);
                            }
                        }),
                ofOperator(
                        "required_acts_thatTheStateForbids_areRefused",
                        "breaks for refusing",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> reject(String phase, String reason) {
                                return super.reject(phase, reason)
                                        .exceptionallyCompose(refused -> CompletableFuture.failedFuture(
                                                new IllegalStateException(refused.getMessage())));
                            }
                        }),
                ofOperator("required_race_ofActs_isWonByOne", "lets everybody win", kept -> new WrappedOperator(kept) {
                    @Override
                    public CompletionStage<Void> start(String phase, String reason) {
                        return super.start(phase, reason).exceptionally(refused -> null);
                    }
                }),
                ofOperator(
                        "required_retry_runsWhatFailedAgain",
                        "retries from the beginning",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> retry(String phase, String reason) {
                                return super.retry("begin", reason);
                            }
                        }),
                ofOperator(
                        "required_resume_ofARunThatIsDriven_isBusy",
                        "takes what is driven",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> resume(String reason) {
                                return super.resume(reason).exceptionally(busy -> null);
                            }
                        }),
                ofOperator(
                        "required_resume_ofARunThatIsDriven_isBusy",
                        "does not say by whom it is driven",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> resume(String reason) {
                                return super.resume(reason)
                                        .exceptionallyCompose(busy -> CompletableFuture.failedFuture(
                                                new RefusedException(String.valueOf(busy.getMessage()))));
                            }
                        }),
                ofOperator("required_stop_endsWhatWorks", "stops without a word", kept -> new WrappedOperator(kept) {
                    @Override
                    public CompletionStage<Void> stop(String reason) {
                        return super.stop("");
                    }
                }));
    }

    /** How phases run. */
    private static Stream<Arguments> phases() {
        return Stream.of(
                ofPlan(
                        "required_phases_followTheirConditions",
                        "starts everything at once",
                        plan -> planned(
                                plan,
                                phase -> phase.toBuilder()
                                        .conditions(List.of())
                                        .auto()
                                        .parallel()
                                        .build())),
                ofPlan(
                        "required_lane_isSharedOneAtATime",
                        "knows no lane",
                        plan -> Planner.plan(plan.scenario(), plan.policy().with(Overlap.DAG))
                                .orElseThrow()),
                ofPlan(
                        "required_failure_isHandledAndSkipsTheRest",
                        "goes on behind a failure",
                        plan -> planned(
                                plan,
                                phase -> phase.toBuilder().continueOnFailure().build())),
                ofAgents(
                        "required_assignments_haveOutputsAndKeys",
                        "passes nothing on",
                        kept -> new WrappedAgents(kept) {
                            @Override
                            public CompletionStage<AgentResult> work(Assignment work, Cancellation cancellation) {
                                return super.work(
                                        copied(work, work.idempotencyKey())
                                                .attempt(work.attempt())
                                                .build(),
                                        cancellation);
                            }
                        }),
                ofAgents(
                        "required_assignments_haveOutputsAndKeys",
                        "has one key for all",
                        kept -> new WrappedAgents(kept) {
                            @Override
                            public CompletionStage<AgentResult> work(Assignment work, Cancellation cancellation) {
                                return super.work(
                                        copied(work, work.runId())
                                                .outputs(work.outputs())
                                                .attempt(work.attempt())
                                                .build(),
                                        cancellation);
                            }
                        }),
                ofAgents(
                        "required_resume_goesOnWhereItStood",
                        "has a key for each attempt",
                        kept -> new WrappedAgents(kept) {
                            @Override
                            public CompletionStage<AgentResult> work(Assignment work, Cancellation cancellation) {
                                return super.work(
                                        copied(work, work.idempotencyKey() + "/" + work.attempt())
                                                .outputs(work.outputs())
                                                .attempt(work.attempt())
                                                .build(),
                                        cancellation);
                            }
                        }),
                ofAgents("required_resume_goesOnWhereItStood", "counts no attempts", kept -> new WrappedAgents(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment work, Cancellation cancellation) {
                        return super.work(
                                copied(work, work.idempotencyKey())
                                        .outputs(work.outputs())
                                        .build(),
                                cancellation);
                    }
                }),
                ofAgents("required_agents_areActiveWhileTheyWork", "activates nobody", kept -> new WrappedAgents(kept) {
                    @Override
                    public CompletionStage<Void> activate(Activation activation) {
                        return CompletableFuture.completedFuture(null);
                    }
                }),
                ofAgents(
                        "required_agents_areActiveWhileTheyWork",
                        "deactivates nobody",
                        kept -> new WrappedAgents(kept) {
                            @Override
                            public CompletionStage<Void> deactivate(Activation activation) {
                                return CompletableFuture.completedFuture(null);
                            }
                        }),
                ofAgents("required_stop_endsWhatWorks", "leaves agents at work", kept -> new WrappedAgents(kept) {
                    @Override
                    public CompletionStage<AgentResult> work(Assignment work, Cancellation cancellation) {
                        CompletableFuture<AgentResult> abandoned = new CompletableFuture<>();
                        cancellation.onRequest(() -> abandoned.complete(AgentResult.failure("left alone")));
                        super.work(work, Cancellation.never()).thenAccept(abandoned::complete);
                        return abandoned;
                    }
                }));
    }

    /** What bounds work. */
    private static Stream<Arguments> limits() {
        return Stream.of(
                ofPlan(
                        "required_attempts_comeBehindPauses",
                        "tries once",
                        plan -> planned(
                                plan,
                                phase -> phase.toBuilder().retry(Retry.NONE).build())),
                ofPlan(
                        "required_attempts_comeBehindPauses",
                        "tries again at once",
                        plan -> planned(
                                plan,
                                phase -> phase.toBuilder()
                                        .retry(Retry.attempts(phase.retry().maxAttempts())
                                                .withBackoff(Duration.ofMillis(1)))
                                        .build())),
                ofPlan(
                        "required_attempts_comeToAnEnd",
                        "tries once more",
                        plan -> planned(
                                plan,
                                phase -> phase.toBuilder()
                                        .retry(Retry.attempts(phase.retry().maxAttempts() + 1))
                                        .build())),
                ofPlan(
                        "required_timeout_failsThePhase",
                        "has time",
                        plan -> planned(
                                plan,
                                phase -> phase.name().equals("work")
                                        ? phase.toBuilder()
                                                .timeout(Duration.ofHours(1))
                                                .build()
                                        : phase)),
                ofPlan(
                        "required_maxParallel_isTheMostAtATime",
                        "knows no limit",
                        plan -> planned(plan, UnaryOperator.identity())),
                ofPlan(
                        "required_maxParallel_isTheMostAtATime",
                        "does one thing after the other",
                        plan -> Planner.plan(plan.scenario(), plan.policy().with(Overlap.SERIAL))
                                .orElseThrow()),
                ofOperator(
                        "required_adopt_goesOnWithTheNewDefinition",
                        "forgets the last phase",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> adopt(Scenario scenario, String reason) {
                                Scenario.Builder less =
                                        Scenario.named(scenario.name()).description(scenario.description());
                                int last = scenario.phases().size() - 1;
                                scenario.phases().subList(0, last).forEach(less::phase);
                                return super.adopt(less.build(), reason);
                            }
                        }),
                ofOperator(
                        "required_adopt_goesOnWithTheNewDefinition",
                        "swallows the refusal",
                        kept -> new WrappedOperator(kept) {
                            @Override
                            public CompletionStage<Void> adopt(Scenario scenario, String reason) {
                                return super.adopt(scenario, reason).exceptionally(refused -> null);
                            }
                        }));
    }

    /** How engines live with one another. */
    private static Stream<Arguments> engines() {
        return Stream.of(
                ofEngine(
                        "required_start_withWrongInputs_beginsNothing",
                        "takes any input",
                        kept -> new WrappedEngine(kept) {
                            @Override
                            public Run start(Plan plan, Values inputs, Actor actor) {
                                return super.start(
                                        plan, inputs.map().isEmpty() ? Values.of("ticket", "?") : inputs, actor);
                            }
                        }),
                ofEngine(
                        "required_start_whileOneIsActive_isBusy",
                        "gives back what is active",
                        kept -> new WrappedEngine(kept) {
                            @Override
                            public Run start(Plan plan, Values inputs, Actor actor) {
                                try {
                                    return super.start(plan, inputs, actor);
                                } catch (BusyException busy) {
                                    return find(busy.runId()).orElseThrow();
                                }
                            }
                        }),
                ofEngine(
                        "required_runs_areFoundNewestFirst", "lists the oldest first", kept -> new WrappedEngine(kept) {
                            @Override
                            public List<Run> list(String before, int limit) {
                                List<Run> runs = new ArrayList<>(super.list(before, limit));
                                Collections.reverse(runs);
                                return runs;
                            }
                        }),
                ofEngine("required_runs_areFoundNewestFirst", "lists without bounds", kept -> new WrappedEngine(kept) {
                    @Override
                    public List<Run> list(String before, int limit) {
                        return super.list("", limit);
                    }
                }),
                ofEngine("required_runs_areFoundNewestFirst", "mixes scenarios", kept -> new WrappedEngine(kept) {
                    @Override
                    public Optional<Run> newest(String scenario) {
                        return super.list("", 1).stream().findFirst();
                    }
                }),
                ofEngine(
                        "required_unknownRuns_areNotFound",
                        "breaks on ids it does not know",
                        kept -> new WrappedEngine(kept) {
                            @Override
                            public Optional<Run> find(String runId) {
                                return Optional.of(super.find(runId).orElseThrow());
                            }
                        }),
                ofEngine(
                        "required_otherEngines_seeTheSame",
                        "knows its own runs alone",
                        kept -> new WrappedEngine(kept) {
                            private final Set<String> mine = ConcurrentHashMap.newKeySet();

                            @Override
                            public Run start(Plan plan, Values inputs, Actor actor) {
                                Run run = super.start(plan, inputs, actor);
                                mine.add(run.id());
                                return run;
                            }

                            @Override
                            public Optional<Run> find(String runId) {
                                return super.find(runId).filter(run -> mine.contains(run.id()));
                            }
                        }),
                ofEngine(
                        "required_otherEngines_actAndAreTold",
                        "tells of its own runs alone",
                        kept -> new WrappedEngine(kept) {
                            @Override
                            public Optional<Run> find(String runId) {
                                return super.find(runId).map(run -> new WrappedRun(run) {
                                    @Override
                                    public CompletionStage<RunView> ended() {
                                        return new CompletableFuture<>();
                                    }
                                });
                            }
                        }),
                ofListener("required_listeners_hearEverythingInOrder", "tells every other event", kept -> event -> {
                    if (event.number() % 2 == 0) {
                        kept.onEvent(event);
                    }
                }),
                ofListener("required_listeners_hearEverythingInOrder", "tells twice", kept -> event -> {
                    kept.onEvent(event);
                    kept.onEvent(event);
                }),
                ofListener("required_listeners_hearEverythingInOrder", "tells in pairs, last first", kept -> {
                    List<RunEvent> back = Collections.synchronizedList(new ArrayList<>());
                    return event -> {
                        if (back.isEmpty()) {
                            back.add(event);
                        } else {
                            kept.onEvent(event);
                            kept.onEvent(back.remove(0));
                        }
                    };
                }),
                ofEngine("required_close_leavesRunsToBeResumed", "keeps its runs", kept -> new WrappedEngine(kept) {
                    private final AtomicInteger calls = new AtomicInteger();

                    @Override
                    public void close() {
                        // The third is that of the test's end.
                        if (calls.incrementAndGet() > 2) {
                            super.close();
                        }
                    }
                }),
                ofRun("required_close_endsWaits", "has whoever waits wait for ever", kept -> new WrappedRun(kept) {
                    @Override
                    public CompletionStage<RunView> ended() {
                        CompletableFuture<RunView> ended = new CompletableFuture<>();
                        super.ended().thenAccept(ended::complete);
                        return ended;
                    }
                }),
                ofEngine(
                        "optional_interruptedRuns_areListedAndGoOn",
                        "recovers nothing",
                        kept -> new WrappedEngine(kept) {
                            @Override
                            public List<Run> interrupted() {
                                return List.of();
                            }
                        }));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("brokenEngines")
    void contract_ofBrokenEngine_failsInItsCase(String promise, String how, Breaker breaker) {
        assertThatThrownBy(() -> run(promise, new Contract(breaker, BOUND)))
                .as("an engine that %s", how)
                .isNotNull();
    }

    /** Whoever adds a case shows here that it can fail. */
    @Test
    void brokenEngines_areThereForEveryCase() {
        assertThat(brokenEngines().map(broken -> broken.get()[0])).containsOnly(cases().toArray());
    }

    static Stream<String> cases() {
        return Stream.of(EngineContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName);
    }

    /** What the broken ones are made of is not broken itself. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void contract_ofEngineThatIsOnlyWrapped_holds(String promise) throws Throwable {
        Breaker nothing = (good, agents, listener) -> new WrappedEngine(good.engine(agents, listener));

        run(promise, new Contract(nothing, Duration.ofSeconds(20)));
    }

    private static void run(String promise, EngineContract contract) throws Throwable {
        try {
            EngineContract.class.getMethod(promise).invoke(contract);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            contract.end();
        }
    }

    private static Arguments ofEngine(String promise, String how, UnaryOperator<Engine> breaker) {
        return broken(promise, how, (good, agents, listener) -> breaker.apply(good.engine(agents, listener)));
    }

    private static Arguments ofRun(String promise, String how, UnaryOperator<Run> breaker) {
        return ofEngine(promise, how, kept -> new WrappedEngine(kept) {
            @Override
            public Run start(Plan plan, Values inputs, Actor actor) {
                return breaker.apply(super.start(plan, inputs, actor));
            }

            @Override
            public Optional<Run> find(String runId) {
                return super.find(runId).map(breaker);
            }
        });
    }

    private static Arguments ofOperator(String promise, String how, UnaryOperator<Operator> breaker) {
        return ofRun(promise, how, kept -> new WrappedRun(kept) {
            @Override
            public Operator as(Actor actor) {
                return breaker.apply(super.as(actor));
            }
        });
    }

    private static Arguments ofPlan(String promise, String how, UnaryOperator<Plan> breaker) {
        return ofEngine(promise, how, kept -> new WrappedEngine(kept) {
            @Override
            public Run start(Plan plan, Values inputs, Actor actor) {
                return super.start(breaker.apply(plan), inputs, actor);
            }
        });
    }

    private static Arguments ofAgents(String promise, String how, UnaryOperator<AgentActivator> breaker) {
        return broken(promise, how, (good, agents, listener) -> good.engine(breaker.apply(agents), listener));
    }

    private static Arguments ofListener(String promise, String how, UnaryOperator<RunListener> breaker) {
        return broken(promise, how, (good, agents, listener) -> good.engine(agents, breaker.apply(listener)));
    }

    private static Arguments broken(String promise, String how, Breaker breaker) {
        return Arguments.of(promise, how, breaker);
    }

    private static Plan planned(Plan plan, UnaryOperator<Phase> other) {
        Scenario.Builder changed = Scenario.named(plan.scenario().name())
                .description(plan.scenario().description());
        plan.scenario().phases().forEach(phase -> changed.phase(other.apply(phase)));
        return Planner.plan(changed.build(), plan.policy()).orElseThrow();
    }

    private static Assignment.Builder copied(Assignment work, String key) {
        return Assignment.of(work.runId(), work.scenario(), work.phase(), work.agent())
                .idempotencyKey(key)
                .inputs(work.inputs());
    }

    private static final class Contract extends EngineContract {
        private final StateStore kept = new InMemoryStateStore();
        private final Set<Owner> dead = ConcurrentHashMap.newKeySet();
        private final Breaker breaker;
        private final Duration bound;

        Contract(Breaker breaker, Duration bound) {
            this.breaker = breaker;
            this.bound = bound;
        }

        @Override
        protected Engine engine(AgentActivator workers, RunListener hearer) {
            return breaker.engine(
                    (agents, listener) -> Cortex.builder()
                            .agents(agents)
                            .listener(listener)
                            .store(new ForwardingStore(kept) {
                                @Override
                                public boolean alive(Owner owner) {
                                    return !dead.contains(owner) && super.alive(owner);
                                }
                            })
                            .build(),
                    workers,
                    hearer);
        }

        @Override
        protected Plan plan(Scenario scenario, Policy policy) {
            return Planner.plan(scenario, policy).orElseThrow();
        }

        @Override
        protected boolean kill(Engine engine, Run run) {
            dead.add(run.view().standing().owner().orElseThrow());
            return true;
        }

        @Override
        protected Duration bound() {
            return bound;
        }
    }

    /** A good engine; what is overridden breaks it. */
    private static class WrappedEngine implements Engine {
        private final Engine kept;

        WrappedEngine(Engine kept) {
            this.kept = kept;
        }

        @Override
        public Run start(Plan plan, Values inputs, Actor actor) {
            return kept.start(plan, inputs, actor);
        }

        @Override
        public Optional<Run> find(String runId) {
            return kept.find(runId);
        }

        @Override
        public Optional<Run> newest(String scenario) {
            return kept.newest(scenario);
        }

        @Override
        public List<Run> list(String before, int limit) {
            return kept.list(before, limit);
        }

        @Override
        public List<Run> interrupted() {
            return kept.interrupted();
        }

        @Override
        public void close() {
            kept.close();
        }
    }

    /** A good run; what is overridden breaks it. */
    private static class WrappedRun implements Run {
        private final Run kept;

        WrappedRun(Run kept) {
            this.kept = kept;
        }

        @Override
        public String id() {
            return kept.id();
        }

        @Override
        public RunView view() {
            return kept.view();
        }

        @Override
        public void events(long from, Consumer<? super RunEvent> event) {
            kept.events(from, event);
        }

        @Override
        public CompletionStage<RunView> ended() {
            return kept.ended();
        }

        @Override
        public CompletionStage<RunView> resting() {
            return kept.resting();
        }

        @Override
        public CompletionStage<RunView> release() {
            return kept.release();
        }

        @Override
        public Operator as(Actor actor) {
            return kept.as(actor);
        }
    }

    /** A good operator; what is overridden breaks it. */
    private static class WrappedOperator implements Operator {
        private final Operator kept;

        WrappedOperator(Operator kept) {
            this.kept = kept;
        }

        @Override
        public CompletionStage<Void> start(String phase, String reason) {
            return kept.start(phase, reason);
        }

        @Override
        public CompletionStage<Void> reject(String phase, String reason) {
            return kept.reject(phase, reason);
        }

        @Override
        public CompletionStage<Void> complete(String phase, String reason) {
            return kept.complete(phase, reason);
        }

        @Override
        public CompletionStage<Void> skip(String phase, String reason) {
            return kept.skip(phase, reason);
        }

        @Override
        public CompletionStage<Void> confirm(String phase, int criterion, boolean met, String reason) {
            return kept.confirm(phase, criterion, met, reason);
        }

        @Override
        public CompletionStage<Void> stop(String reason) {
            return kept.stop(reason);
        }

        @Override
        public CompletionStage<Void> resume(String reason) {
            return kept.resume(reason);
        }

        @Override
        public CompletionStage<Void> adopt(Scenario scenario, String reason) {
            return kept.adopt(scenario, reason);
        }

        @Override
        public CompletionStage<Void> retry(String phase, String reason) {
            return kept.retry(phase, reason);
        }
    }

    /** The contract's agents as a good engine calls them; what is overridden breaks that. */
    private static class WrappedAgents implements AgentActivator {
        private final AgentActivator kept;

        WrappedAgents(AgentActivator kept) {
            this.kept = kept;
        }

        @Override
        public CompletionStage<AgentResult> work(Assignment work, Cancellation cancellation) {
            return kept.work(work, cancellation);
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
