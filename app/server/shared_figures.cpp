// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/shared_figures.h"

#include <QDataStream>

#include <atomic>
#include <cstring>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace steward {

namespace {

constexpr std::size_t place_bytes = std::size_t(1) << 20; ///< a route takes about 250 bytes; pages that nobody writes cost nothing
constexpr int most_tries = 1'000;

} // namespace

/// Written by one process and read by others, without a lock that somebody who is killed would keep: the number is odd while it is
/// being written, and another one afterwards.
struct SharedFigures::Place {
    std::atomic<quint32> number;
    std::atomic<quint32> isServing;
    std::atomic<quint32> size;
    char bytes[place_bytes - 3 * sizeof(std::atomic<quint32>)];
};

SharedFigures::SharedFigures(int descriptor, void *memory, int places)
    : m_descriptor(descriptor)
    , m_memory(memory)
    , m_places(places)
{
}

SharedFigures::~SharedFigures()
{
    ::munmap(m_memory, static_cast<std::size_t>(m_places) * place_bytes);
    ::close(m_descriptor);
}

std::unique_ptr<SharedFigures> SharedFigures::make(int places)
{
    static_assert(sizeof(Place) == place_bytes && std::atomic<quint32>::is_always_lock_free);
    const int descriptor = ::memfd_create("steward-figures", MFD_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    if (::ftruncate(descriptor, static_cast<off_t>(places) * static_cast<off_t>(place_bytes)) != 0) {
        ::close(descriptor);
        return nullptr;
    }
    return inherit(descriptor);
}

std::unique_ptr<SharedFigures> SharedFigures::inherit(int descriptor)
{
    struct stat about {};
    if (::fstat(descriptor, &about) != 0 || about.st_size < static_cast<off_t>(place_bytes))
        return nullptr;
    void *memory = ::mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (memory == MAP_FAILED)
        return nullptr;
    return std::unique_ptr<SharedFigures>(new SharedFigures(descriptor, memory, static_cast<int>(about.st_size / static_cast<off_t>(place_bytes))));
}

SharedFigures::Place &SharedFigures::at(int place) const
{
    Q_ASSERT(place >= 0 && place < m_places);
    return static_cast<Place *>(m_memory)[place];
}

void SharedFigures::setServing(int place, bool isServing)
{
    Place &mine = at(place);
    if (!isServing)
        mine.size = 0;
    mine.isServing = isServing ? 1 : 0;
}

bool SharedFigures::isServing(int place) const
{
    return at(place).isServing != 0;
}

void SharedFigures::tell(int place, const QList<GateFigures> &figures)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << figures;
    Place &mine = at(place);
    if (static_cast<std::size_t>(bytes.size()) > sizeof mine.bytes)
        return;
    const quint32 number = mine.number | 1U; // also if one who was killed left it odd
    mine.number = number;
    std::memcpy(mine.bytes, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    mine.size = static_cast<quint32>(bytes.size());
    mine.number = number + 1;
}

QList<GateFigures> SharedFigures::others(int place) const
{
    QList<GateFigures> found;
    for (int i = 0; i < m_places; ++i) {
        if (i == place || !isServing(i))
            continue;
        const Place &theirs = at(i);
        for (int tries = 0; tries < most_tries; ++tries) {
            const quint32 number = theirs.number;
            const std::size_t size = std::min<std::size_t>(theirs.size, sizeof theirs.bytes);
            QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
            std::memcpy(bytes.data(), theirs.bytes, size);
            if (number % 2 != 0 || theirs.number != number)
                continue;
            QList<GateFigures> figures;
            QDataStream in(bytes);
            in >> figures;
            for (GateFigures &gate : figures)
                gate.process = i;
            if (in.status() == QDataStream::Ok)
                found.append(figures);
            break;
        }
    }
    return found;
}

} // namespace steward
