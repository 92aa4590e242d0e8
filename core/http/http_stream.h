// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>
#include <utility>

namespace steward {

/// A body that goes on, as of an event stream: it is written for as long as the client stays and reads. The connection keeps
/// it, and it ends with that.
class HttpStream : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// It is listened to from now on.
    virtual void begin() = 0;
    /// The last words where a server ends before its client does.
    [[nodiscard]] virtual QByteArray farewell() const { return {}; }
    /// Whether the client reads what is written; while it does not, a stream that can wait does.
    void setRoom(bool hasRoom)
    {
        if (std::exchange(m_hasRoom, hasRoom) != hasRoom)
            emit roomChanged();
    }
    [[nodiscard]] bool hasRoom() const { return m_hasRoom; }

signals:
    void wrote(const QByteArray &bytes);
    void ended(); ///< there is nothing more to come
    void roomChanged();

private:
    bool m_hasRoom = true;
};

/// Made so that it may end within its own signals.
template <class S, class... A> [[nodiscard]] std::shared_ptr<HttpStream> makeStream(A &&...arguments)
{
    return std::shared_ptr<HttpStream>(new S(std::forward<A>(arguments)...), [](HttpStream *stream) { stream->deleteLater(); });
}

} // namespace steward
