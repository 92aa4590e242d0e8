// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/panes.h"

using namespace Qt::StringLiterals;

namespace steward {

namespace {
// The least that each can be read in; below, a neighbour gives way.
constexpr int list_least = 580;
constexpr int list_least_of_three = 600;
constexpr int details_least = 364;
constexpr int form_least = 400;
constexpr int pane_most = 640;
}

Panes::Panes(QWidget *list, QWidget *details, QWidget *form, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_list(list)
    , m_details(details)
    , m_form(form)
    , m_detailsWidth(400)
    , m_formWidth(432)
{
    setChildrenCollapsible(false);
    setHandleWidth(1);
    for (QWidget *pane : { list, details, form })
        addWidget(pane);
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    setStretchFactor(2, 0);
    details->setMinimumWidth(details_least);
    form->setMinimumWidth(form_least);
    connect(this, &QSplitter::splitterMoved, this, &Panes::rememberWidths);
    arrange();
}

void Panes::showDetails(bool shown)
{
    m_detailsShown = shown;
    arrange();
}

void Panes::showForm(bool shown)
{
    m_formShown = shown;
    arrange();
}

void Panes::rememberWidths()
{
    if (m_list->isHidden())
        return;
    if (!m_details->isHidden())
        m_detailsWidth = m_details->width();
    if (!m_form->isHidden())
        m_formWidth = m_form->width();
}

void Panes::arrange()
{
    const int room = width();
    const int right = (m_detailsShown ? details_least : 0) + (m_formShown ? form_least : 0);
    const int least = m_detailsShown && m_formShown ? list_least_of_three : list_least;
    const bool listFits = right == 0 || room >= least + right;
    const bool detailsFit = !m_formShown || room >= details_least + form_least;
    const bool showsDetails = m_detailsShown && detailsFit;
    QWidget *focus = window()->focusWidget();
    const auto losesFocus = [focus](const QWidget *pane, bool stays) { return !stays && focus != nullptr && pane->isAncestorOf(focus); };
    if (losesFocus(m_list, listFits) || losesFocus(m_details, showsDetails)) // Qt would choose the next by chance
        (m_formShown ? m_form : m_details)->setFocus(Qt::OtherFocusReason);
    m_list->setVisible(listFits);
    m_details->setVisible(showsDetails);
    m_form->setVisible(m_formShown);
    if (listFits && right > 0) {
        // The wanted widths as far as the list keeps its least.
        const int spare = room - least - right;
        const int wantedDetails = m_detailsShown ? std::min(m_detailsWidth, pane_most) - details_least : 0;
        const int wantedForm = m_formShown ? std::min(m_formWidth, pane_most) - form_least : 0;
        const int formExtra = std::clamp(wantedForm, 0, spare);
        const int detailsExtra = std::clamp(wantedDetails, 0, spare - formExtra);
        const int details = m_detailsShown ? details_least + detailsExtra : 0;
        const int form = m_formShown ? form_least + formExtra : 0;
        setSizes({ room - details - form, details, form });
    } else if (right > 0) {
        const int form = m_formShown ? (detailsFit && m_detailsShown ? std::max(form_least, room * 11 / 20) : room) : 0;
        setSizes({ 0, room - form, form });
    }
    emit arranged();
}

void Panes::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    arrange();
}

QJsonObject Panes::widths() const
{
    return { { u"details"_s, m_detailsWidth }, { u"form"_s, m_formWidth } };
}

void Panes::setWidths(const QJsonObject &widths)
{
    m_detailsWidth = std::clamp(widths.value("details"_L1).toInt(m_detailsWidth), details_least, pane_most);
    m_formWidth = std::clamp(widths.value("form"_L1).toInt(m_formWidth), form_least, pane_most);
    arrange();
}

} // namespace steward
