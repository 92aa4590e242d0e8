// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/activity/form_place.h"

#include "views/shell/activity/activity_form.h"
#include "views/shell/activity/comparison.h"
#include "views/widgets/button.h"
#include "views/widgets/segmented_control.h"

#include <QBoxLayout>
#include <QFrame>
#include <QSignalBlocker>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace steward {

FormPlace::FormPlace(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_bar(new QFrame)
    , m_tabs(new SegmentedControl(theme, tr("Compared outcomes"), {}))
    , m_another(new Button(theme, tr("Compare…"), Button::Kind::Ghost))
    , m_sideBySide(new Button(theme, tr("Side by side"), Button::Kind::Secondary))
    , m_stack(new QStackedWidget)
{
    setObjectName(u"activity.place"_s);
    m_tabs->setObjectName(u"activity.variants"_s);
    m_another->setObjectName(u"activity.compare"_s);
    m_another->setAccessibleName(tr("Compare with another outcome"));
    m_another->setIconName(u"plus"_s);
    m_sideBySide->setObjectName(u"activity.side-by-side"_s);
    m_bar->setProperty("ground", u"surface"_s);
    auto *bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(grid::pad, grid::gap, 12, 0);
    bar->setSpacing(grid::gap);
    bar->addWidget(m_tabs);
    bar->addStretch(1);
    bar->addWidget(m_sideBySide);
    bar->addWidget(m_another);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int at) { bringToFront(at); });
    connect(m_another, &QAbstractButton::clicked, this, &FormPlace::anotherWanted);
    connect(m_sideBySide, &QAbstractButton::clicked, this, &FormPlace::showSideBySide);
    showBar();
}

void FormPlace::add(ActivityForm *form, bool comparable)
{
    m_comparable = comparable;
    m_forms.append(form);
    m_stack->addWidget(form);
    connect(form, &ActivityForm::phaseChanged, this, [this] {
        showBar();
        showComparison();
    });
    bringToFront(m_forms.size() - 1);
}

ActivityForm *FormPlace::current() const
{
    return qobject_cast<ActivityForm *>(m_stack->currentWidget());
}

void FormPlace::bringToFront(qsizetype at)
{
    if (at < 0 || at >= m_forms.size())
        return;
    m_stack->setCurrentWidget(m_forms.at(at));
    setFocusProxy(m_forms.at(at));
    showBar();
    showComparison();
    emit currentChanged();
}

void FormPlace::drop(qsizetype at)
{
    ActivityForm *gone = m_forms.takeAt(at);
    const bool wasInFront = gone == current();
    m_stack->removeWidget(gone);
    gone->deleteLater();
    if (m_comparison && m_forms.size() < 2)
        m_comparison->closeOverlay();
    if (!m_forms.isEmpty())
        bringToFront(wasInFront ? std::max<qsizetype>(0, at - 1) : m_forms.indexOf(current()));
}

void FormPlace::dropCurrent()
{
    if (current() != nullptr)
        drop(m_forms.indexOf(current()));
}

void FormPlace::keepOnlyCurrent()
{
    for (qsizetype at = m_forms.size() - 1; at >= 0; --at) {
        if (m_forms.at(at) != current())
            drop(at);
    }
}

void FormPlace::clear()
{
    while (!m_forms.isEmpty()) {
        ActivityForm *gone = m_forms.takeLast();
        m_stack->removeWidget(gone);
        gone->deleteLater();
    }
    if (m_comparison)
        m_comparison->closeOverlay();
    showBar();
}

QString FormPlace::refusal() const
{
    if (current() == nullptr)
        return tr("Open the form of an override first.");
    if (!m_comparable)
        return tr("There is nothing to compare this with.");
    if (isOver())
        return tr("It is done, or being done.");
    return m_forms.size() >= most ? tr("Three outcomes at most are compared: take one away first.") : QString();
}

bool FormPlace::isOver() const
{
    const ActivityForm *form = current();
    return form == nullptr || form->phase() == ActivityRun::Phase::Confirming || form->phase() == ActivityRun::Phase::Done;
}

void FormPlace::showBar()
{
    m_bar->setVisible(m_comparable && !isOver());
    const bool compares = m_forms.size() > 1;
    m_tabs->setVisible(compares);
    m_sideBySide->setVisible(compares);
    m_another->setRefusal(refusal());
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > m_forms.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < m_forms.size())
        m_tabs->addTab({});
    for (int at = 0; at < m_tabs->count(); ++at) {
        const QString title = m_forms.at(at)->subject().title;
        m_tabs->setTabText(at, Comparison::letter(at)); // the form below has the words
        m_tabs->setAccessibleTabName(at, u"%1: %2"_s.arg(Comparison::letter(at), title));
    }
    m_tabs->setCurrentIndex(static_cast<int>(m_forms.indexOf(current())));
    m_tabs->updateGeometry();
}

void FormPlace::showSideBySide()
{
    if (m_forms.size() < 2 || isOver())
        return;
    if (!m_comparison) {
        m_comparison = new Comparison(m_theme, window());
        connect(this, &QObject::destroyed, m_comparison, &QObject::deleteLater);
        connect(m_comparison, &Comparison::chosen, this, [this](qsizetype at) {
            bringToFront(at);
            current()->focusFirst();
        });
        connect(m_comparison, &Comparison::dropped, this, &FormPlace::drop);
    }
    m_comparison->openOverlay();
    showComparison();
    m_comparison->focusCurrent();
}

void FormPlace::showComparison()
{
    if (!m_comparison || !m_comparison->isVisible())
        return;
    if (isOver()) { // it is being done: there is nothing to choose any more
        m_comparison->closeOverlay();
        return;
    }
    m_comparison->showForms(QList<const ActivityForm *>(m_forms.begin(), m_forms.end()), m_forms.indexOf(current()));
}

} // namespace steward
