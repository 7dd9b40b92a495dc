/**
 * How a host judges success criteria. Imports {@code agent}.
 */
@NullMarked
@API(status = API.Status.STABLE, since = "0.1")
package dev.cortex.api.criteria;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
