// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace steward {

/// Who writes or is written to.
struct MailParty {
    MailParty() = default;
    MailParty(QString where, QString who)
        : address(std::move(where))
        , name(std::move(who))
    {
    }
    QString address; ///< chloe@example.org
    QString name; ///< may be empty
};

/// A message of plain text to one person.
struct Mail {
    Mail() = default;
    QByteArray messageId; ///< with its angle brackets
    MailParty from, to;
    QString language; ///< "de"
    QString subject, body;
    QDateTime writtenAt;
};

/// Can it stand between angle brackets, in a header and in an SMTP command, and mean one mailbox there? What holds
/// brackets, commas or blanks would be another command, or another recipient.
[[nodiscard]] bool isMailAddress(const QString &address);

/// The mail as it travels: headers in ASCII (RFC 5322, other letters as RFC 2047), the body in UTF-8 as
/// quoted-printable, lines ended by CR LF. Whatever a name or a subject holds, it is one header and adds none.
[[nodiscard]] QByteArray composed(const Mail &mail);

} // namespace steward
