package dev.cortex.core;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.agent.BlockingAgent;
import dev.cortex.api.agent.CompensationHandler;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.Time;
import dev.cortex.api.store.StateStore;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every method that a host can have the engine call: one row of the table each. */
enum Plug {
    WORK(AgentActivator.class, "work"),
    ACTIVATE(AgentActivator.class, "activate"),
    DEACTIVATE(AgentActivator.class, "deactivate"),
    BLOCKING_WORK(BlockingAgent.class, "work"),
    ACTIVATE_PROFILE(ProfileActivator.class, "activate"),
    DEACTIVATE_PROFILE(ProfileActivator.class, "deactivate"),
    NAMES(AgentCatalog.class, "names"),
    EVALUATE(CriterionEvaluator.class, "evaluate"),
    COMPENSATE(CompensationHandler.class, "compensate"),
    ON_EVENT(RunListener.class, "onEvent"),
    APPEND(StateStore.class, "append"),
    READ(StateStore.class, "read"),
    SIZES(StateStore.class, "sizes"),
    LIST(StateStore.class, "list"),
    ARCHIVE(StateStore.class, "archive"),
    ANNOUNCE(StateStore.class, "announce"),
    WITHDRAW(StateStore.class, "withdraw"),
    ALIVE(StateStore.class, "alive"),
    NOW(Time.class, "now"),
    AT(Time.class, "at"),
    EXECUTE(Executor.class, "execute"),
    ID(Supplier.class, "get");

    private final Class<?> type;
    private final String method;

    Plug(Class<?> type, String method) {
        this.type = type;
        this.method = method;
    }

    Class<?> type() {
        return type;
    }

    /** What is called. */
    Method method() {
        return Stream.of(type.getMethods())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .orElseThrow();
    }

    /** What the plug-in is called among those of {@link SabotagedHost}. */
    String owner() {
        return switch (this) {
            case NAMES -> "Catalog";
            case NOW, AT -> "Clock";
            case EXECUTE -> "Pool";
            case ID -> "Ids";
            default -> "Store";
        };
    }

    boolean answersWithAStage() {
        return method().getReturnType() == CompletionStage.class;
    }

    /** Why a misdeed cannot be committed here; empty if it can. */
    Optional<String> exempts(Misdeed misdeed) {
        Class<?> answer = method().getReturnType();
        return switch (misdeed) {
            case ANSWERS_NULL -> when(answer.isPrimitive(), "answers with " + answer);
            case ANSWERS_WITHOUT_END -> when(!givesText(), "gives no text but that of what it throws");
            case NEVER_COMPLETES, COMPLETES_ON_ANOTHER_THREAD -> when(!answersWithAStage(), "answers with no stage");
            case COMPLETES_TWICE ->
                when(
                        !answersWithAStage() && this != AT && this != EXECUTE,
                        "answers with no stage, and is given nothing to do");
            case COMPLETES_AFTER_CANCELLATION ->
                when(!answersWithAStage() && this != BLOCKING_WORK, "answers with no stage, and is not interrupted");
            default -> Optional.empty();
        };
    }

    private static Optional<String> when(boolean exempt, String reason) {
        return exempt ? Optional.of(reason) : Optional.empty();
    }

    private boolean givesText() {
        return switch (this) {
            case WORK, BLOCKING_WORK, NAMES, EVALUATE, COMPENSATE, READ, SIZES, LIST, ID -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + method;
    }
}
