// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/reason_field.h"

#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"

#include <QBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// Blanks say nothing; the database counts alike.
qsizetype lettersOf(const QString &note)
{
    return std::ranges::count_if(note, [](QChar c) { return !c.isSpace(); });
}

} // namespace

ReasonField::ReasonField(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_code(new ComboBox(theme))
    , m_note(new QLineEdit)
    , m_codeField(new Field(theme, tr("Reason code"), m_code))
    , m_noteField(new Field(theme, tr("Note for the audit log"), m_note))
{
    auto *column = new QVBoxLayout(this); // beside each other, neither could be read whole
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_codeField);
    column->addWidget(m_noteField);
    m_code->setPlaceholderText(tr("Choose…"));
    m_code->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_note->setMaxLength(500);
    setFocusProxy(m_code);
    connect(m_code, &QComboBox::currentIndexChanged, this, [this] {
        showProblems();
        emit changed();
    });
    connect(m_note, &QLineEdit::textChanged, this, [this] {
        showProblems();
        emit changed();
    });
}

void ReasonField::setReasons(const QList<Reason> &reasons)
{
    const QString before = code();
    const QSignalBlocker quiet(m_code);
    m_code->clear();
    for (const Reason &reason : reasons)
        m_code->addItem(reason.title, reason.code);
    m_code->setCurrentIndex(m_code->findData(before));
}

void ReasonField::setShortestNote(int characters)
{
    m_shortest = characters;
    showProblems();
}

QString ReasonField::code() const
{
    return m_code->currentData().toString();
}

QString ReasonField::note() const
{
    return m_note->text().trimmed();
}

void ReasonField::setCode(const QString &code)
{
    m_code->setCurrentIndex(m_code->findData(code));
}

void ReasonField::setNote(const QString &note)
{
    m_note->setText(note);
}

bool ReasonField::isComplete() const
{
    return !code().isEmpty() && lettersOf(note()) >= m_shortest;
}

bool ReasonField::check()
{
    m_checked = true;
    showProblems();
    if (code().isEmpty())
        m_code->setFocus(Qt::OtherFocusReason);
    else if (!isComplete())
        m_note->setFocus(Qt::OtherFocusReason);
    return isComplete();
}

void ReasonField::setNames(const QString &prefix)
{
    m_code->setObjectName(prefix + ".reason-code"_L1);
    m_note->setObjectName(prefix + ".reason-note"_L1);
}

void ReasonField::showProblems()
{
    if (!m_checked)
        return;
    m_codeField->setError(code().isEmpty() ? tr("Choose why you do this.") : QString());
    const bool isShort = lettersOf(note()) < m_shortest;
    m_noteField->setError(isShort ? tr("Write at least %1 characters.").arg(QLocale().toString(m_shortest)) : QString());
}

} // namespace steward
