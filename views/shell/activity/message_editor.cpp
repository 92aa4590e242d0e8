// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/message_editor.h"

#include "views/widgets/button.h"
#include "views/widgets/field.h"
#include "views/widgets/label.h"
#include "views/widgets/segmented_control.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

constexpr QSize card { 520, 440 };
constexpr int longest_body = 2000;
constexpr int longest_line = 200;

qsizetype lettersOf(const QString &text)
{
    return std::ranges::count_if(text, [](QChar c) { return !c.isSpace(); });
}

} // namespace

MessageEditor::MessageEditor(const Theme &theme, const MessageEffect &message, const QString &to, int shortest, QWidget *window)
    : Overlay(theme, tr("Message"), window)
    , m_message(message)
    , m_shortest(shortest)
    , m_kind(new SegmentedControl(theme, tr("What happens to this message"), { tr("Send it"), tr("Leave it out") }))
    , m_subject(new QLineEdit(message.subject))
    , m_body(new QPlainTextEdit(message.body))
    , m_why(new QLineEdit(message.silence))
    , m_subjectField(new Field(theme, tr("Subject"), m_subject))
    , m_bodyField(new Field(theme, tr("Text"), m_body))
    , m_whyField(new Field(theme, tr("Why nobody is told"), m_why))
    , m_duty(new Label(theme, {}, Type::Small, Token::Text2))
    , m_former(new Button(theme, tr("Back to the template"), Button::Kind::Link))
    , m_cancel(new Button(theme, tr("Cancel")))
    , m_keep(new Button(theme, tr("Use it for this action"), Button::Kind::Primary))
{
    setObjectName(u"message"_s);
    const QList<std::pair<QWidget *, QString>> names { { m_kind, u"message.kind"_s }, { m_subject, u"message.subject"_s }, { m_body, u"message.body"_s },
        { m_why, u"message.why"_s }, { m_duty, u"message.duty"_s }, { m_former, u"message.former"_s }, { m_cancel, u"message.cancel"_s }, { m_keep, u"message.keep"_s } };
    for (const auto &[widget, name] : names)
        widget->setObjectName(name);
    m_subject->setMaxLength(longest_line);
    m_why->setMaxLength(longest_line);
    const Qt::LayoutDirection direction = QLocale(message.locale).textDirection(); // the recipient's, whatever the console's
    m_subject->setLayoutDirection(direction);
    m_body->setLayoutDirection(direction);
    m_body->setTabChangesFocus(true);
    build(to);
    m_kind->setCurrentIndex(message.silence.isEmpty() ? 0 : 1);
    m_kind->setVisible(message.duty.isEmpty());
    m_duty->setVisible(!message.duty.isEmpty());
    m_former->setVisible(message.isReworded());
    connect(m_kind, &QTabBar::currentChanged, this, &MessageEditor::showKind);
    connect(m_cancel, &QAbstractButton::clicked, this, &Overlay::closeOverlay);
    connect(m_keep, &QAbstractButton::clicked, this, &MessageEditor::take);
    connect(m_why, &QLineEdit::returnPressed, this, &MessageEditor::take);
    connect(m_former, &QAbstractButton::clicked, this, [this] {
        m_subject->setText(m_message.formerSubject);
        m_body->setPlainText(m_message.formerBody);
        m_body->setFocus();
    });
    connect(this, &Overlay::closed, this, &QObject::deleteLater);
    showKind();
}

void MessageEditor::build(const QString &to)
{
    auto *title = new Label(theme(), tr("Message to %1").arg(m_message.recipient), Type::Title, Token::Text, QFont::DemiBold);
    title->setObjectName(u"message.title"_s);
    auto *how = new Label(theme(), to, Type::Small, Token::Text2);
    how->setObjectName(u"message.recipient"_s);
    m_duty->setText(tr("This message cannot be left out: %1.").arg(m_message.duty));
    m_duty->setWordWrap(true);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(how);
    column->addWidget(m_kind, 0, Qt::AlignLeading);
    column->addWidget(m_duty);
    column->addWidget(m_whyField);
    column->addWidget(m_subjectField);
    column->addWidget(m_bodyField, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(m_former);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_keep);
    column->addLayout(buttons);
    cardLayout()->addLayout(column);
}

void MessageEditor::setReadOnly()
{
    m_subject->setReadOnly(true);
    m_body->setReadOnly(true);
    m_why->setReadOnly(true);
    for (QWidget *control : { static_cast<QWidget *>(m_kind), static_cast<QWidget *>(m_duty), static_cast<QWidget *>(m_former), static_cast<QWidget *>(m_keep) })
        control->hide();
    m_cancel->setText(tr("Close"));
}

void MessageEditor::openOnText()
{
    openOverlay();
    if (m_body->isReadOnly())
        m_cancel->setFocus(Qt::ShortcutFocusReason);
    else
        (isSilent() ? static_cast<QWidget *>(m_why) : m_body)->setFocus(Qt::ShortcutFocusReason);
}

bool MessageEditor::isSilent() const
{
    return m_message.duty.isEmpty() && m_kind->currentIndex() == 1;
}

void MessageEditor::showKind()
{
    m_whyField->setVisible(isSilent());
    m_subjectField->setEnabled(!isSilent());
    m_bodyField->setEnabled(!isSilent());
    if (isSilent())
        m_why->setFocus();
}

bool MessageEditor::refuses(Field *field, const QString &problem)
{
    field->setError(problem);
    if (!problem.isEmpty())
        field->control()->setFocus();
    return !problem.isEmpty();
}

void MessageEditor::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier))
        take();
    Overlay::keyPressEvent(event);
}

void MessageEditor::take()
{
    if (!isVisible() || m_body->isReadOnly())
        return; // a line that ends with Enter took it already, or there is nothing to keep
    SaidOfMessage now;
    if (isSilent()) {
        now.silence = m_why->text().simplified();
        if (refuses(m_whyField, lettersOf(now.silence) < m_shortest ? tr("Say in a sentence why, with at least %n letter(s).", nullptr, m_shortest) : QString()))
            return;
    } else {
        now.subject = m_subject->text().simplified();
        now.body = m_body->toPlainText().trimmed();
        if (refuses(m_subjectField, now.subject.isEmpty() ? tr("A message has a subject.") : QString())
            || refuses(m_bodyField, now.body.isEmpty() ? tr("A message has a text.")
                    : now.body.size() > longest_body   ? tr("A message has %1 characters at most.").arg(longest_body)
                                                       : QString()))
            return;
        const bool isReworded = m_message.isReworded();
        if (now.subject == (isReworded ? m_message.formerSubject : m_message.subject) && now.body == (isReworded ? m_message.formerBody : m_message.body))
            now = {}; // what the template says is no edit
    }
    closeOverlay();
    emit said(now);
}

QRect MessageEditor::cardPlace() const
{
    const QSize size(std::min(card.width(), width() - 32), std::min(card.height(), height() - 32));
    return { QPoint((width() - size.width()) / 2, std::max(16, (height() - size.height()) / 3)), size };
}

} // namespace steward
