// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/widgets/theme.h"

#include <QWidget>

class QApplication;
class QGridLayout;

namespace steward {

/// Every widget of this folder in every state, on one page: what designers look at and what the tests picture.
class Gallery final : public QWidget
{
    Q_OBJECT

public:
    explicit Gallery(const Theme &theme, QWidget *parent = nullptr);
};

/// One part of the gallery: samples in rows, each under the name of its state.
class GallerySection final : public QWidget
{
    Q_OBJECT

public:
    GallerySection(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    /// Samples side by side, in as many lines as they need.
    void addRow(const QString &name, const QList<QWidget *> &samples);
    /// A sample over the whole width.
    void addWide(const QString &name, QWidget *sample);

private:
    void addName(const QString &name, int line, int height);

    const Theme &m_theme;
    QGridLayout *m_grid;
};

[[nodiscard]] QList<QWidget *> galleryControls(const Theme &theme);
[[nodiscard]] QList<QWidget *> galleryMarks(const Theme &theme);
[[nodiscard]] QList<QWidget *> galleryFeedback(const Theme &theme);
[[nodiscard]] QList<QWidget *> galleryLists(const Theme &theme);
[[nodiscard]] QList<QWidget *> galleryEffects(const Theme &theme);
[[nodiscard]] QList<QWidget *> galleryFrame(const Theme &theme);

/// `steward --gallery`: with a folder, writes a picture of the gallery in every theme, at two widths and mirrored, and
/// returns 0, or 1 when one could not be written; without, shows it in a window with a switch of themes.
[[nodiscard]] int runGallery(QApplication &application, const QString &picturesFolder = {});

} // namespace steward
