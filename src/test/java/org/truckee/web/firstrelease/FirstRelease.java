package org.truckee.web.firstrelease;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The test of the first release's test_web.py that claims the same as this one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface FirstRelease {
  String value();
}
