// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed outlives a crash, and begins another form.
#include "views/shell/activity/activity_form.h"

#include "core/workspace/workspace.h"
#include "views/shell/activity/argument_editor.h"
#include "views/shell/moments.h"
#include "views/widgets/banner.h"
#include "views/widgets/reason_field.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace steward {

QString ActivityForm::draftScope() const
{
    return u"draft/"_s + m_desk.profile + u'/' + m_desk.session.login;
}

QString ActivityForm::draftName() const
{
    QStringList name { m_subject.operation, m_subject.reference };
    if (!m_subject.onBehalfOf.isEmpty())
        name.append(m_subject.onBehalfOf);
    if (m_subject.variant > 0)
        name.append(QString::number(m_subject.variant));
    return name.join(u'/');
}

void ActivityForm::restoreDraft()
{
    if (m_subject.proposal)
        return;
    const QJsonObject draft = m_desk.workspace.value(draftScope(), draftName());
    if (draft.isEmpty())
        return;
    m_editor->restore(draft.value("arguments"_L1).toObject());
    m_reason->setCode(draft.value("reason"_L1).toString());
    m_reason->setNote(draft.value("note"_L1).toString());
    const QJsonObject messages = draft.value("messages"_L1).toObject();
    for (auto kept = messages.begin(); kept != messages.end(); ++kept) {
        const QJsonArray words = kept.value().toArray();
        SaidOfMessage &said = m_messages[kept.key()];
        said.subject = words.at(0).toString();
        said.body = words.at(1).toString();
        said.silence = words.at(2).toString();
    }
    const QDateTime kept = QDateTime::fromString(draft.value("at"_L1).toString(), Qt::ISODate);
    m_notice->setContent(Banner::Kind::Info, tr("Your draft of %1 is back.").arg(whenText(kept, QString::fromUtf8(QTimeZone::systemTimeZoneId()))),
        tr("Nothing of it was sent."));
    m_notice->setDismissible(true);
    connect(m_notice, &Banner::dismissed, m_notice, &QWidget::hide);
    m_notice->show();
}

void ActivityForm::keepDraft()
{
    if (m_run->phase() == ActivityRun::Phase::Done || m_subject.proposal)
        return;
    QJsonObject messages;
    for (const auto &[name, said] : m_messages.asKeyValueRange())
        messages.insert(name, QJsonArray { said.subject, said.body, said.silence });
    m_desk.workspace.keep(draftScope(), draftName(), {
        { u"messages"_s, messages },
        { u"arguments"_s, m_editor->arguments() },
        { u"reason"_s, m_reason->code() },
        { u"note"_s, m_reason->note() },
        { u"at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate) },
    });
}

void ActivityForm::dropDraft()
{
    m_draftRest.stop();
    m_desk.workspace.forget(draftScope(), draftName());
}

void ActivityForm::copyFrom(const ActivityForm &other)
{
    m_editor->restore(other.m_editor->arguments());
    m_reason->setCode(other.m_reason->code());
    m_reason->setNote(other.m_reason->note());
    m_messages = other.m_messages;
    takeInput();
}

} // namespace steward
