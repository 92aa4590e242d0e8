// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/metrics.h"

namespace steward {

/// What the processes of one stewardd tell each other: memory that they share, with a place for each. A process writes into its own
/// place only, and whoever is asked for figures reads them all.
class SharedFigures final {
public:
    /// Memory for so many processes, for who watches over them. Nothing: the system gives none.
    [[nodiscard]] static std::unique_ptr<SharedFigures> make(int places);
    /// The same memory, in a process that inherited its descriptor. Nothing: it is none.
    [[nodiscard]] static std::unique_ptr<SharedFigures> inherit(int descriptor);
    ~SharedFigures();
    Q_DISABLE_COPY_MOVE(SharedFigures)

    [[nodiscard]] int descriptor() const { return m_descriptor; }

    /// It serves from now on, or no longer: then its figures are nobody's.
    void setServing(int place, bool isServing);
    [[nodiscard]] bool isServing(int place) const;
    /// Figures that are too many for their place are not told.
    void tell(int place, const QList<GateFigures> &figures);
    /// Of all that serve but one, as they were a moment ago, each with its place in it.
    [[nodiscard]] QList<GateFigures> others(int place) const;

private:
    struct Place;
    SharedFigures(int descriptor, void *memory, int places);
    [[nodiscard]] Place &at(int place) const;

    int m_descriptor;
    void *m_memory;
    int m_places;
};

} // namespace steward
