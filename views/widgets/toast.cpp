// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/toast.h"

#include "views/widgets/button.h"
#include "views/widgets/icon.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QString signOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok: return u"circle-check"_s;
    case Tone::Warn: return u"triangle-alert"_s;
    case Tone::Bad: return u"circle-alert"_s;
    case Tone::Mute:
    case Tone::Info:
    case Tone::Violet:
    case Tone::Accent: return u"info"_s;
    }
    Q_UNREACHABLE();
}

constexpr int shadow_room = 10;

} // namespace

Toast::Toast(const Theme &theme, Tone tone, const QString &text, const QString &action, int milliseconds, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tone(tone)
    , m_whole(std::max(milliseconds, 1))
    , m_rest(m_whole)
    , m_seconds(new Label(theme, QString(), Type::Small, Token::Text3))
    , m_action(new Button(theme, action, Button::Kind::Link))
{
    setObjectName(u"toast"_s);
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(shadow_room + 8, shadow_room + 6, shadow_room + 8, shadow_room + 6);
    row->setSpacing(8);
    row->addSpacing(36); // the medal's place
    auto *words = new Label(theme, text, Type::Body, Token::Text, QFont::Medium);
    words->setWordWrap(words->sizeHint().width() > 420);
    words->setMaximumWidth(420);
    row->addWidget(words);
    row->addSpacing(8);
    row->addWidget(m_action);
    row->addWidget(m_seconds);
    auto *close = Button::iconOnly(theme, u"x"_s, tr("Dismiss: %1").arg(text));
    close->setFixedSize(24, 24);
    close->setObjectName(u"toast.dismiss"_s);
    row->addWidget(close);
    m_action->setObjectName(u"toast.action"_s);
    m_action->setVisible(!action.isEmpty());
    m_seconds->setVisible(!action.isEmpty());
    m_seconds->setMinimumWidth(32);
    m_seconds->setAlignment(Qt::AlignCenter);
    connect(m_action, &QPushButton::clicked, this, [this] {
        emit actionTriggered();
        dismiss();
    });
    connect(close, &QPushButton::clicked, this, &Toast::dismiss);
    connect(&m_tick, &QTimer::timeout, this, &Toast::tick);
    m_since.start();
    m_tick.start(100);
    tick();
}

int Toast::remaining_ms() const
{
    return std::max(0, m_held ? m_rest : m_rest - static_cast<int>(m_since.elapsed()));
}

void Toast::tick()
{
    const int rest = remaining_ms();
    m_seconds->setText(tr("%1 s").arg(QLocale().toString((rest + 999) / 1000)));
    update();
    if (rest == 0)
        dismiss();
}

void Toast::dismiss()
{
    if (!m_tick.isActive())
        return;
    m_tick.stop();
    hide();
    emit gone();
    deleteLater();
}

void Toast::enterEvent(QEnterEvent *)
{
    // The time to take something back runs on whatever the pointer does.
    if (m_action->text().isEmpty() && !m_held) {
        m_rest = remaining_ms();
        m_held = true;
    }
}

void Toast::leaveEvent(QEvent *)
{
    if (m_held) {
        m_held = false;
        m_since.restart();
    }
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF card = QRectF(rect()).adjusted(shadow_room, shadow_room, -shadow_room, -shadow_room);
    paintShadow(&painter, m_theme, card, 10, 8);
    paintRounded(&painter, card, 10, m_theme.colour(Token::Raised), m_theme.colour(Token::Border));
    const QRectF medal = mirrored(this, QRect(static_cast<int>(card.left()) + 12, height() / 2 - 11, 22, 22));
    const bool counts = !m_action->text().isEmpty();
    if (counts) { // a ring that empties as the time goes
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF ring = medal.adjusted(1, 1, -1, -1);
        painter.setPen(QPen(m_theme.colour(soft(m_tone)), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(ring);
        painter.setPen(QPen(m_theme.colour(ink(m_tone)), 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(ring, 90 * 16, static_cast<int>(qint64(remaining_ms()) * 360 * 16 / m_whole));
        paintIcon(&painter, u"undo-2"_s, medal.adjusted(5, 5, -5, -5), m_theme.colour(ink(m_tone)));
    } else {
        paintIcon(&painter, signOf(m_tone), medal.adjusted(2, 2, -2, -2), m_theme.colour(ink(m_tone)));
    }
}

ToastHost::ToastHost(const Theme &theme, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_window(window)
{
    window->installEventFilter(this);
}

Toast *ToastHost::post(Tone tone, const QString &text, const QString &action, int milliseconds)
{
    auto *toast = new Toast(m_theme, tone, text, action, milliseconds, m_window);
    m_toasts.append(toast);
    connect(toast, &Toast::gone, this, [this, toast] {
        m_toasts.removeAll(toast);
        arrange();
    });
    if (m_toasts.size() > 3)
        m_toasts.first()->dismiss();
    toast->show();
    arrange();
    QAccessibleEvent announced(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&announced);
    return toast;
}

void ToastHost::arrange()
{
    int bottom = m_window->height() - 34; // above the status bar
    for (auto toast = m_toasts.crbegin(); toast != m_toasts.crend(); ++toast) {
        (*toast)->adjustSize();
        const int x = (m_window->width() - (*toast)->width()) / 2;
        (*toast)->move(x, bottom - (*toast)->height());
        (*toast)->raise();
        bottom -= (*toast)->height() - 8;
    }
}

bool ToastHost::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        arrange();
    return QObject::eventFilter(watched, event);
}

} // namespace steward
