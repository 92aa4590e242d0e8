// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/search_field.h"

#include "views/widgets/badge.h"
#include "views/widgets/button.h"
#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

SearchField::SearchField(const Theme &theme, const QString &name, const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_clear(Button::iconOnly(theme, u"x"_s, tr("Clear %1").arg(name), this))
{
    setAccessibleName(name);
    setPlaceholderText(placeholder);
    setMinimumWidth(132);
    m_clear->setFocusPolicy(Qt::NoFocus);
    m_clear->setFixedSize(24, 24);
    m_clear->hide();
    m_rest.setSingleShot(true);
    m_rest.setInterval(150);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        clear();
        settle();
        setFocus(Qt::OtherFocusReason);
    });
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_clear->setVisible(!text.isEmpty());
        m_edited = true;
        m_rest.start();
    });
    connect(&m_rest, &QTimer::timeout, this, &SearchField::settle);
    connect(this, &QLineEdit::returnPressed, this, &SearchField::settle);
    arrange();
}

void SearchField::setKeyHint(const QString &key)
{
    m_hint = key;
    update();
}

void SearchField::setQuery(const QString &text)
{
    setText(text);
    m_rest.stop();
    m_edited = false;
}

void SearchField::setDelay(int delay_ms)
{
    m_rest.setInterval(delay_ms);
}

void SearchField::settle()
{
    m_rest.stop();
    // Not "when it differs from the last": the page may have set another text in between.
    if (std::exchange(m_edited, false))
        emit settled(text().trimmed());
}

void SearchField::arrange()
{
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    setTextMargins(rtl ? 26 : 24, 0, rtl ? 24 : 26, 0);
    m_clear->move(rtl ? 5 : width() - 29, (height() - 24) / 2);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int middle = height() / 2;
    paintIcon(&painter, u"search"_s, mirrored(this, QRect(10, middle - 8, 16, 16)), m_theme.colour(isEnabled() ? Token::Text2 : Token::TextDisabled));
    if (text().isEmpty() && !hasFocus() && !m_hint.isEmpty()) {
        const QSize size = KeyHint::sizeFor(m_theme, m_hint);
        const QRect box(width() - size.width() - 7, middle - size.height() / 2, size.width(), size.height());
        KeyHint::paint(&painter, m_theme, mirrored(this, box), m_hint);
    }
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    arrange();
}

void SearchField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        arrange();
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        if (text().isEmpty()) {
            emit escaped();
        } else {
            clear();
            settle();
        }
        return;
    }
    if (event->key() == Qt::Key_Down) {
        settle();
        emit downPressed();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace steward
