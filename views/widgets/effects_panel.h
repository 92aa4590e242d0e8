// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/shown_effects.h"
#include "views/widgets/theme.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace steward {

class Banner;
class Label;
class Skeleton;

/// What an action would do, or has done: states, money, the gateway's orders, messages, automatic steps.
class EffectsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit EffectsPanel(const Theme &theme, QWidget *parent = nullptr);

    /// "What will happen", "What happened".
    void setTitle(const QString &title);
    void setEffects(const ShownEffects &effects);
    /// A preview is asked for: the last effects stay, marked as being worked out again; without any, a skeleton.
    void showLoading();
    /// Nothing can be shown yet, and what to do about that: "Choose a reason code to see what will happen."
    void showPrompt(const QString &text);
    /// The preview was refused or failed; the last effects are taken away, as they hold no longer.
    void showError(const QString &title, const QString &text, const QString &action = {});
    [[nodiscard]] bool isShowingEffects() const { return m_shown; }

    /// `prefix`.state-1, .ledger-eur, .message-1, .step-1 …; "effects" unless told.
    void setNames(const QString &prefix) { m_prefix = prefix; }

signals:
    void messagePreviewRequested(const QString &id);
    void actionTriggered();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void clear();
    QVBoxLayout *addSection(const QString &icon, const QString &title, const QString &count, QWidget *trailing = nullptr);
    void addRows(const QList<ShownRow> &rows);
    void addStates(const QList<ShownStateChange> &states);
    void addFields(const QList<ShownFieldChange> &fields);
    void addLedger(const QList<ShownLedgerLine> &lines);
    void addGateway(const QList<ShownGatewayOrder> &orders);
    void addMessages(const QList<ShownMessage> &messages);
    void addSteps(const QList<ShownStep> &steps);
    [[nodiscard]] QString named(const QString &part, qsizetype number) const;

    const Theme &m_theme;
    Label *m_title;
    Label *m_note;
    Banner *m_banner;
    Label *m_prompt;
    Skeleton *m_skeleton;
    QWidget *m_sections;
    QVBoxLayout *m_column;
    QString m_prefix;
    QString m_lastNote;
    bool m_shown = false;
};

} // namespace steward
