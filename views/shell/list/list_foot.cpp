// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/list/list_foot.h"

#include "views/shell/counts.h"
#include "views/shell/list/window_model.h"
#include "views/widgets/badge.h"
#include "views/widgets/button.h"
#include "views/widgets/label.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

ListFoot::ListFoot(const Theme &theme, const WindowModel &window, Words words, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_window(window)
    , m_words(std::move(words))
    , m_place(new Label(theme, {}, Type::Small, Token::Text2, QFont::Normal, this))
    , m_jump(new Button(theme, tr("Jump to date…"), Button::Kind::Link, this))
    , m_hints(new QWidget(this))
{
    auto *hints = new QHBoxLayout(m_hints);
    hints->setContentsMargins({});
    hints->setSpacing(6);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(12);
    row->addWidget(m_place);
    row->addWidget(m_jump);
    row->addStretch(1);
    row->addWidget(m_hints);
    setNames(u"list"_s);
}

void ListFoot::setNames(const QString &prefix)
{
    m_place->setObjectName(prefix + ".count"_L1);
    m_jump->setObjectName(prefix + ".jump"_L1);
}

void ListFoot::addHint(const QStringList &keys, const QString &what)
{
    auto *hints = static_cast<QHBoxLayout *>(m_hints->layout());
    if (hints->count() > 0)
        hints->addSpacing(8);
    for (const QString &key : keys)
        hints->addWidget(new KeyHint(m_theme, key, m_hints));
    hints->addWidget(new Label(m_theme, what, Type::Small, Token::Text2, QFont::Normal, m_hints));
}

void ListFoot::setTotal(const std::optional<Total> &total)
{
    m_total = total;
    m_cleared = false;
    showPlace();
}

void ListFoot::setSeen(int first, int last)
{
    m_first = first;
    m_last = last;
    showPlace();
}

void ListFoot::clear()
{
    m_total.reset();
    m_cleared = true;
    showPlace();
}

QString ListFoot::totalText(const Total &total) const
{
    const QString text = countedText(total.rows, m_words.one, m_words.many);
    return total.exact ? text : tr("about %1").arg(text);
}

void ListFoot::showPlace()
{
    const std::optional<Total> above = m_window.rowsAbove();
    if (m_cleared) {
        m_place->clear();
    } else if (!m_total) {
        m_place->setText(tr("Counting…"));
    } else if (!above || m_first < 0 || m_window.rowCount() == 0) {
        m_place->setText(totalText(*m_total));
    } else {
        const QLocale locale;
        const QString first = locale.toString(above->rows + m_first + 1), last = locale.toString(above->rows + m_last + 1);
        m_place->setText((above->exact ? tr("Rows %1–%2 of %3") : tr("About rows %1–%2 of %3")).arg(first, last, totalText(*m_total)));
    }
    arrange();
}

void ListFoot::arrange()
{
    const int needed = m_place->sizeHint().width() + m_jump->sizeHint().width() + m_hints->sizeHint().width() + 3 * layout()->spacing();
    m_hints->setVisible(needed <= width());
}

void ListFoot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace steward
