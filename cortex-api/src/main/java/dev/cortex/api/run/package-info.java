/**
 * Starting runs, looking at them and acting on them. Imports {@code event} and what that imports.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.api.run;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
