// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/tab_order.h"

#include <QAbstractScrollArea>
#include <QLayout>
#include <QWidget>

namespace steward {

namespace {

void collect(QWidget *widget, QList<QWidget *> &stops);

void collect(const QLayout *layout, QList<QWidget *> &stops)
{
    for (int index = 0; index < layout->count(); ++index) {
        QLayoutItem *item = layout->itemAt(index);
        if (QWidget *widget = item->widget())
            collect(widget, stops);
        else if (const QLayout *inner = item->layout())
            collect(inner, stops);
    }
}

void collect(QWidget *widget, QList<QWidget *> &stops)
{
    if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr)
        stops.append(widget);
    if (const auto *scroll = qobject_cast<const QAbstractScrollArea *>(widget)) {
        for (QWidget *content : scroll->viewport()->findChildren<QWidget *>(Qt::FindDirectChildrenOnly))
            collect(content, stops);
    } else if (widget->layout() != nullptr) {
        collect(widget->layout(), stops);
    }
}

} // namespace

void tabAsLaidOut(QWidget *area)
{
    QList<QWidget *> stops;
    collect(area, stops);
    for (qsizetype next = 1; next < stops.size(); ++next)
        QWidget::setTabOrder(stops.at(next - 1), stops.at(next));
}

} // namespace steward
