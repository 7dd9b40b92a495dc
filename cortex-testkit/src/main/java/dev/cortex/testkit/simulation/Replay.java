package dev.cortex.testkit.simulation;

import java.util.Iterator;
import java.util.stream.Stream;

/** How whoever reads that a seed has failed has it run again. */
final class Replay {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.SHOW_REFLECT_FRAMES);

    private Replay() {}

    /** The options that pick one seed of the test that called; with the command in front of them, if it is a test. */
    static String of(String options) {
        String test = STACK.walk(Replay::test);
        return test.isEmpty() ? options : "mvn test -Dtest=" + test + " " + options;
    }

    /** The method that somebody called by reflection, as those who run tests do. */
    private static String test(Stream<StackWalker.StackFrame> frames) {
        String last = "";
        for (Iterator<StackWalker.StackFrame> each = frames.iterator(); each.hasNext(); ) {
            StackWalker.StackFrame frame = each.next();
            String type = frame.getClassName();
            if (type.startsWith("java.lang.reflect.") || type.startsWith("jdk.internal.reflect.")) {
                return last;
            }
            last = type.substring(type.lastIndexOf('.') + 1) + "#" + frame.getMethodName();
        }
        return "";
    }
}
