/**
 * The members of a gateway: people who share it by the web, each with a private drive, and who are
 * not the accounts of a grid. A {@link org.truckee.web.member.MemberStore} keeps them in one file,
 * which commands use beside the gateway; a {@link org.truckee.web.member.MemberLedger} counts what
 * they store; {@link org.truckee.web.member.Members} asks it for requests.
 */
package org.truckee.web.member;
