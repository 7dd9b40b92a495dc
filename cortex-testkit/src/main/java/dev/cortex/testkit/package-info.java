/**
 * Tests of scenarios without real time and real agents: {@link dev.cortex.testkit.ManualTime},
 * {@link dev.cortex.testkit.ScriptedAgents}, {@link dev.cortex.testkit.ScriptedCriteria} and
 * {@link dev.cortex.testkit.ScriptedOperator} are what a test gives to an engine, a
 * {@link dev.cortex.testkit.TestBench} is all of them, and {@link dev.cortex.testkit.RunAssert} says what is expected of
 * the runs. Imports the api.
 */
@NullMarked
package dev.cortex.testkit;

import org.jspecify.annotations.NullMarked;
