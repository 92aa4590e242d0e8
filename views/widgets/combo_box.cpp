// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/combo_box.h"

#include "views/widgets/icon.h"
#include "views/widgets/painting.h"

#include <QListView>
#include <QPainter>
#include <QStylePainter>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace steward {

ComboBox::ComboBox(const Theme &theme, QWidget *parent)
    : QComboBox(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    setView(new QListView(this)); // the style's own popup ignores item rules of the style sheet
    view()->installEventFilter(this);
}

bool ComboBox::eventFilter(QObject *watched, QEvent *event)
{
    // Keys belong to the open list: Escape closes it, and not the form that it stands in.
    if (watched == view() && event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QComboBox::eventFilter(watched, event);
}

void ComboBox::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    if (currentIndex() < 0 && !placeholderText().isEmpty()) {
        option.palette.setBrush(QPalette::ButtonText, m_theme.colour(Token::Text3));
        option.currentText = placeholderText();
    }
    const QRect words = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const Token text = !isEnabled() ? Token::TextDisabled : currentIndex() < 0 ? Token::Text3 : Token::Text;
    paintText(&painter, words.adjusted(0, 0, -2, 0), option.currentText, font(), m_theme.colour(text));
    paintIcon(&painter, u"chevron-down"_s, mirrored(this, QRect(width() - 26, height() / 2 - 8, 16, 16)),
              m_theme.colour(isEnabled() ? Token::Text2 : Token::TextDisabled));
}

void ComboBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace steward
