// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/visit.h"
#include "core/base/deliver.h"
#include "core/pg/connection_options.h"
#include "views/shell/sign_in/sign_in_page.h"

namespace steward {

class PrivateCluster;
class RunProgram;

/// From a profile and a password to a Visit: for the demonstration by starting or joining this machine's own cluster and
/// bringing it to this program's version, else by connecting. Says how far it is, and which field mends a failure.
class Entrance final : public QObject
{
    Q_OBJECT

public:
    explicit Entrance(QObject *parent = nullptr);
    ~Entrance() override;

    void enter(const SignInPage::Request &request);
    /// Gives up what is under way. A past that was being played is played anew the next time.
    void stop();
    /// Leaves out the rest of the past that is being played, but for its last days.
    void startNow();
    /// The demonstration's server is gone: starts it again, and tells when it runs. Nothing for other profiles.
    void startServer(const Profile &profile);
    /// The folder of this machine's own cluster.
    [[nodiscard]] QString clusterFolder() const;

signals:
    void progressed(const QString &sentence);
    /// The demonstration's past is being played, which takes minutes and can be cut short.
    void pastBegan();
    void failed(const steward::Error &why, steward::SignInPage::Cause cause);
    void entered(std::shared_ptr<steward::Visit> visit);
    void serverStarted();

private:
    [[nodiscard]] Task<Result<std::shared_ptr<Visit>>> find(Profile profile, QString password, QString code);
    [[nodiscard]] Task<Result<std::shared_ptr<Visit>>> findDemo(Profile profile);
    [[nodiscard]] Task<Result<bool>> playPast(QString superuser);
    [[nodiscard]] Task<Result<std::shared_ptr<Visit>>> signIn(Profile profile, ConnectionOptions options);
    [[nodiscard]] Task<Result<std::shared_ptr<Visit>>> signInOverApi(Profile profile, QString password, QString code);
    [[nodiscard]] Task<Result<std::shared_ptr<Visit>>> learn(Profile profile, std::unique_ptr<Backend> backend);

    std::unique_ptr<PrivateCluster> m_cluster;
    RunProgram *m_past = nullptr; ///< while it is played
    Latest m_question, m_start;
};

} // namespace steward
