// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/forms/plain_editor.h"

#include "views/widgets/label.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

PlainEditor::PlainEditor(const Theme &theme, const QString &description, const QString &confirmText, QJsonObject given,
                         QWidget *parent)
    : ArgumentEditor(parent)
    , m_confirmText(confirmText)
    , m_given(std::move(given))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    auto *text = new Label(theme, description, Type::Body, Token::Text2, QFont::Normal, this);
    text->setObjectName(u"activity.description"_s);
    text->setWordWrap(true);
    column->addWidget(text);
}

} // namespace steward
