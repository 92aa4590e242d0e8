// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/status_parts.h"

#include "views/widgets/button.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/label.h"

#include <QBoxLayout>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace steward {

ConnectionIndicator::ConnectionIndicator(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_sign(new IconView(theme, QString(), Token::Text2, 14))
    , m_words(new Label(theme, QString(), Type::Small, Token::Text2))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(7);
    row->addWidget(m_sign);
    row->addWidget(m_words);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_words->setObjectName(u"status.connection"_s);
    setState(State::Connecting);
}

void ConnectionIndicator::setState(State state, const QString &way, int latency_ms, const QString &detail)
{
    QString words;
    switch (state) {
    case State::Connecting:
        words = tr("Connecting…");
        m_sign->setIcon(u"loader-circle"_s, Token::Text2);
        break;
    case State::Live:
        words = tr("Live");
        m_sign->setIcon(u"wifi"_s, Token::Ok);
        break;
    case State::Behind:
        words = tr("Behind");
        m_sign->setIcon(u"hourglass"_s, Token::Warn);
        break;
    case State::Offline:
        words = tr("Offline");
        m_sign->setIcon(u"wifi-off"_s, Token::Bad);
        break;
    }
    if (!way.isEmpty())
        words += u" · "_s + way;
    if (latency_ms >= 0)
        words += u" · "_s + tr("%1 ms").arg(QLocale().toString(latency_ms));
    m_words->setText(words);
    m_words->setInk(state == State::Offline ? Token::Bad : state == State::Behind ? Token::Warn : Token::Text2);
    setToolTip(detail);
}

QString ConnectionIndicator::text() const
{
    return m_words->text();
}

JobProgress::JobProgress(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_sign(new IconView(theme, u"loader-circle"_s, Token::Accent, 14))
    , m_text(new Label(theme, QString(), Type::Small, Token::Text2))
    , m_bar(new QProgressBar)
    , m_close(Button::iconOnly(theme, u"x"_s, tr("Cancel the job")))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_sign);
    row->addWidget(m_text);
    row->addWidget(m_bar);
    row->addWidget(m_close);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(110);
    m_close->setFixedSize(24, 24);
    m_close->setObjectName(u"status.job-cancel"_s);
    m_text->setObjectName(u"status.job"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_close, &QPushButton::clicked, this, [this] {
        if (m_running)
            emit cancelRequested();
        else
            emit dismissed();
    });
}

void JobProgress::setRunning(const QString &text, int percent)
{
    m_running = true;
    m_text->setText(text);
    m_text->setInk(Token::Text2);
    m_sign->setIcon(u"loader-circle"_s, Token::Accent);
    m_bar->setRange(0, percent < 0 ? 0 : 100);
    m_bar->setValue(std::max(percent, 0));
    m_bar->setAccessibleName(text);
    m_bar->show();
    m_close->setAccessibleName(tr("Cancel: %1").arg(text));
    m_close->setToolTip(m_close->accessibleName());
}

void JobProgress::setDone(const QString &text)
{
    finish(text, u"circle-check"_s, Token::Ok);
}

void JobProgress::setFailed(const QString &text)
{
    finish(text, u"circle-alert"_s, Token::Bad);
}

void JobProgress::finish(const QString &text, const QString &icon, Token ink)
{
    m_running = false;
    m_text->setText(text);
    m_text->setInk(ink == Token::Ok ? Token::Text2 : ink);
    m_sign->setIcon(icon, ink);
    m_bar->hide();
    m_close->setAccessibleName(tr("Dismiss: %1").arg(text));
    m_close->setToolTip(m_close->accessibleName());
}

} // namespace steward
