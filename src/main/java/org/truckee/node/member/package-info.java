/**
 * The commands by which a gateway's owner keeps its members: a {@code MemberCommand} works on the
 * same file as the gateway, which may run meanwhile.
 */
package org.truckee.node.member;
