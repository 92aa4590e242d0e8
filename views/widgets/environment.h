// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

namespace steward {

/// What kind of installation this is. Production is unmistakable: red, and said in words at three places.
enum class Environment { Production, Staging, Simulation };

/// The installation's name on its colour: filled in the rail, or as the first part of the status bar.
class EnvironmentTag final : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString spokenText READ text)

public:
    enum class Shape { Pill, Block };

    EnvironmentTag(const Theme &theme, Shape shape, QWidget *parent = nullptr);

    void setEnvironment(Environment environment, const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Shape m_shape;
    Environment m_environment = Environment::Simulation;
    QString m_text;
};

/// Four pixels of the environment's colour along the window's upper edge; nothing for a simulation.
class EnvironmentBand final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentBand(const Theme &theme, QWidget *parent = nullptr);
    void setEnvironment(Environment environment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Environment m_environment = Environment::Simulation;
};

} // namespace steward
