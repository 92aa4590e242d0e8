// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/key_value.h"

#include "views/widgets/label.h"
#include "views/widgets/painting.h"

#include <QGridLayout>
#include <QPainter>

namespace steward {

namespace {

/// A value that keys may stand on.
class ValueLabel final : public Label
{
public:
    ValueLabel(const Theme &theme, const QString &text)
        : Label(theme, text)
        , m_theme(theme)
    {
        setWordWrap(true);
        makeCopyable();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Label::paintEvent(event);
        if (!hasKeyboardFocus(this))
            return;
        QPainter painter(this);
        paintFocusRing(&painter, m_theme, rect(), grid::unit);
    }

private:
    const Theme &m_theme;
};

} // namespace

KeyValueGrid::KeyValueGrid(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    setNameWidth(88);
}

KeyValueGrid::Row &KeyValueGrid::row(const QString &key, const QString &name, QWidget *made)
{
    Row &row = m_rows[key];
    if (row.name == nullptr) {
        const int line = m_grid->rowCount();
        row.name = new Label(m_theme, name, Type::Body, Token::Text2);
        // A value of fixed width, a pill, would hold the whole column to its width.
        const bool fixed = made->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed;
        m_grid->addWidget(row.name, line, 0, fixed ? Qt::AlignVCenter : Qt::AlignTop);
        m_grid->addWidget(made, line, 1, fixed ? Qt::AlignLeading | Qt::AlignVCenter : Qt::Alignment());
        row.value = made;
    } else if (row.value != made && made != nullptr) {
        delete m_grid->replaceWidget(row.value, made);
        delete row.value;
        row.value = made;
    }
    row.name->setText(name);
    if (!m_page.isEmpty())
        row.value->setObjectName(m_page + QLatin1Char('.') + key);
    return row;
}

void KeyValueGrid::setFact(const QString &key, const QString &name, const QString &value, const QString &hint, Token ink)
{
    Label *label = this->value(key);
    if (label == nullptr)
        label = new ValueLabel(m_theme, value);
    row(key, name, label);
    label->setText(value);
    label->setInk(ink);
    label->setToolTip(hint);
}

void KeyValueGrid::setWidget(const QString &key, const QString &name, QWidget *value)
{
    row(key, name, value);
}

void KeyValueGrid::removeFact(const QString &key)
{
    const Row gone = m_rows.take(key);
    delete gone.name;
    delete gone.value;
}

Label *KeyValueGrid::value(const QString &key) const
{
    return qobject_cast<Label *>(m_rows.value(key).value);
}

void KeyValueGrid::setNameWidth(int width)
{
    m_grid->setColumnMinimumWidth(0, width);
}

void KeyValueGrid::setNames(const QString &page)
{
    m_page = page;
    for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it)
        it->value->setObjectName(page + QLatin1Char('.') + it.key());
}

} // namespace steward
