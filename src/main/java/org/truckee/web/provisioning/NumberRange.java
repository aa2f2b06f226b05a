package org.truckee.web.provisioning;

/** The numbers that answer a question: those between two bounds, or the whole ones among them. */
record NumberRange(double least, double most, boolean whole) {
  static NumberRange whole(double least, double most) {
    return new NumberRange(least, most, true);
  }

  static NumberRange real(double least, double most) {
    return new NumberRange(least, most, false);
  }
}
