// SPDX-License-Identifier: GPL-3.0-or-later
// What the operator says of the messages, and what others did to the record meanwhile.
#include "views/shell/activity/activity_form.h"

#include "core/door/door_repository.h"
#include "views/shell/activity/message_editor.h"
#include "views/widgets/banner.h"
#include "views/widgets/button.h"

#include <QJsonDocument>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace steward {

void ActivityForm::showMessage(const QString &id)
{
    const auto number = id.toLongLong();
    if (!m_run->outcome() || number < 0 || number >= m_run->outcome()->effects.messages.size())
        return;
    const MessageEffect &message = m_run->outcome()->effects.messages.at(number);
    int shortest = 0;
    for (const Reason &reason : m_desk.reasons) // one number for every sentence that the audit keeps
        shortest = std::max(shortest, reason.shortestNote);
    auto *editor = new MessageEditor(m_desk.theme, message, addressed(message), shortest, window());
    connect(this, &QObject::destroyed, editor, &QObject::deleteLater);
    if (!mayRephrase())
        editor->setReadOnly();
    connect(editor, &MessageEditor::said, this, [this, name = message.name](const SaidOfMessage &said) {
        if (isSent())
            return; // what was sent cannot be put into other words
        if (said == SaidOfMessage())
            m_messages.remove(name);
        else
            m_messages.insert(name, said);
        takeInput();
    });
    editor->openOnText();
}

void ActivityForm::workOutAgain()
{
    if (areMessagesRefused()) {
        m_messages.clear();
        takeInput();
    } else {
        m_run->retry();
    }
}

bool ActivityForm::areMessagesRefused() const
{
    // As when the fields have changed since, and it is another message that would be sent.
    return m_run->phase() == ActivityRun::Phase::Refused
        && QJsonDocument::fromJson(m_run->error()->detail.toUtf8()).object().value("option"_L1) == "messages"_L1;
}

bool ActivityForm::mayRephrase() const
{
    return m_run->phase() == ActivityRun::Phase::Previewed && !m_subject.proposal;
}

void ActivityForm::setVersion(int version)
{
    if (m_subject.version == version || m_newVersion == version)
        return;
    if (!m_run->outdate()) {
        m_subject.version = version;
        return;
    }
    m_newVersion = version;
    askWhatChanged();
}

void ActivityForm::askWhatChanged()
{
    const QString title = tr("%1 changed while this form was open (v%2 → v%3). Nothing was done.").arg(m_subject.reference).arg(m_subject.version).arg(m_newVersion);
    m_outdated->setContent(Banner::Kind::Warning, title);
    m_outdated->show();
    m_takeNew->show();
    const auto known = std::ranges::find(m_desk.operations, m_subject.operation, &Operation::name);
    if (known == m_desk.operations.end())
        return;
    m_changes.ask(m_desk.door.changesSince(known->entity, m_subject.key, m_subject.version), this,
        [this, title, entity = known->entity](const Result<QList<RecordChange>> &answer) {
            m_outdated->setContent(Banner::Kind::Warning, title, answer ? changesText(*answer, entity, m_subject.words) : answer.error().message);
            m_scroll->ensureWidgetVisible(m_outdated);
        });
}

void ActivityForm::takeNewState()
{
    if (!isOutdated())
        return;
    m_changes.withdraw();
    m_subject.version = std::exchange(m_newVersion, 0);
    m_outdated->hide();
    m_takeNew->hide();
    m_run->renew();
    takeInput();
}

} // namespace steward
