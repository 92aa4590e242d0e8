// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/variant_ask.h"

#include "core/booking/booking.h"
#include "views/widgets/button.h"
#include "views/widgets/label.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

namespace {
constexpr int card_width = 320;
}

VariantAsk::VariantAsk(const Theme &theme, const QList<BookingAction> &actions, QWidget *window)
    : Overlay(theme, tr("Compare with another outcome"), window)
{
    setObjectName(u"compare"_s);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(grid::gap);
    auto *close = Button::iconOnly(theme, u"x"_s, tr("Compare with nothing"));
    close->setObjectName(u"compare.close"_s);
    connect(close, &QAbstractButton::clicked, this, &Overlay::closeOverlay);
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(theme, tr("Compare with which outcome?"), Type::Title, Token::Text, QFont::DemiBold), 1);
    head->addWidget(close, 0, Qt::AlignTop);
    column->addLayout(head);
    for (const BookingAction &action : actions) {
        // The plain "Cancel" would read as the way out.
        const QString words = action.operation == "cancel"_L1 ? tr("Cancel the booking…") : tr("%1…").arg(action.title);
        auto *button = new Button(theme, words, action.danger ? Button::Kind::DangerOutline : Button::Kind::Secondary);
        button->setAccessibleName(action.title);
        QString name = action.operation;
        button->setObjectName(u"compare."_s + name.replace(u'_', u'-'));
        connect(button, &QAbstractButton::clicked, this, [this, operation = action.operation] {
            closeOverlay();
            emit chosen(operation);
        });
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        column->addWidget(button);
        m_buttons.append(button);
    }
    column->addStretch(1);
    cardLayout()->addLayout(column);
    connect(this, &Overlay::closed, this, &QObject::deleteLater);
}

void VariantAsk::ask()
{
    openOverlay();
    if (!m_buttons.isEmpty())
        m_buttons.first()->setFocus(Qt::ShortcutFocusReason);
}

QRect VariantAsk::cardPlace() const
{
    const QSize size(std::min(card_width, width() - 32), std::min(cardLayout()->sizeHint().height(), height() - 32));
    return { QPoint((width() - size.width()) / 2, std::max(16, (height() - size.height()) / 3)), size };
}

} // namespace steward
