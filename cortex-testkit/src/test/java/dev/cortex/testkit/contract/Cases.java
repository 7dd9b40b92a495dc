package dev.cortex.testkit.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The cases of a contract, run one by one as JUnit would. */
final class Cases {
    private Cases() {}

    /** The names of all cases, the optional ones among them. */
    static List<String> of(Class<?> contract) {
        return cases(contract).map(Method::getName).toList();
    }

    /** The names of the cases that fail, each on a contract of its own; one that is skipped counts as failed. */
    static List<String> failed(Class<?> contract, Supplier<?> fresh) {
        List<String> failed = new ArrayList<>();
        for (Method method : cases(contract).toList()) {
            try {
                method.invoke(fresh.get());
            } catch (InvocationTargetException e) {
                failed.add(method.getName());
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("cannot run " + method, e);
            }
        }
        return failed;
    }

    private static Stream<Method> cases(Class<?> contract) {
        return Stream.of(contract.getMethods()).filter(method -> method.isAnnotationPresent(Test.class));
    }
}
