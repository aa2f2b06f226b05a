/**
 * A gateway that is far from its servers: {@code DelayingProxy} stands between them, and {@code
 * TripWorkload} counts round trips by the time that they take.
 */
package org.truckee.node.bench.distance;
