package dev.cortex.api.agent;

/** An agent that works on the thread that asks it. */
@FunctionalInterface
public interface BlockingAgent {
    /**
     * Does the work. The thread is interrupted when the work is to stop.
     *
     * @param assignment what to do
     * @param cancellation whether to stop
     * @return how it went
     * @throws Exception if the agent breaks; the attempt has failed then, and the exception's message says why
     */
    AgentResult work(Assignment assignment, Cancellation cancellation) throws Exception;
}
