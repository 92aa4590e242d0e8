// SPDX-License-Identifier: GPL-3.0-or-later
// stewardd as tests start it: who asks is who the request says, "Authorization: Test customer:17", "… provider:18" or
// "… operator:LOGIN", with ":SESSION" behind it perhaps.
#include "app/server/program.h"

using namespace Qt::StringLiterals;
using namespace steward;

namespace {

Result<Caller> believed(const HttpRequest &request)
{
    const QByteArray said = request.field("authorization");
    if (said.isEmpty())
        return Caller();
    const QByteArrayList parts = said.sliced(said.indexOf(' ') + 1).split(':');
    Caller caller;
    if (said.startsWith("Test ") && parts.size() >= 2) {
        const bool isOperator = parts[0] == "operator";
        caller.kind = isOperator ? Caller::Kind::Operator : parts[0] == "provider" ? Caller::Kind::Provider : Caller::Kind::Customer;
        caller.role = isOperator ? parts[1] : "steward_" + parts[0];
        caller.session = parts.value(2);
        caller.actor = isOperator ? 0 : parts[1].toLongLong();
        return caller;
    }
    return std::unexpected(Error(Error::Kind::Unauthenticated, u"This token is none of ours."_s, u"Sign in again."_s, u"token"_s));
}

} // namespace

int main(int argc, char **argv)
{
    SignIn signIn;
    signIn.authenticate = believed;
    signIn.sessionCheck = "select fixture.check_session($1)"; // of tests/app/server/market.py
    return runServer(argc, argv, signIn);
}
